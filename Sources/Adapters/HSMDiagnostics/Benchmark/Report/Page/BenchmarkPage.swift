import ReportPages

/// The report as one page that needs nothing else: no script, no other file, no network.
package struct BenchmarkPage: Sendable {
  let report: BenchmarkReport

  package init(_ report: BenchmarkReport) {
    self.report = report
  }

  /// The page, to be written to a file.
  package var html: String {
    ReportPage(
      title: "\(report.context.keyType) on \(report.context.token): HSM benchmark",
      content: content
    ).html
  }

  private var content: [Markup] {
    let steps = report.steps
    var content = [header]
    if let conclusion = report.conclusion { content += [summary(conclusion)] }
    content += report.notes.map { .tag("p", ["class": "warning"], $0) }
    if let conclusion = report.conclusion {
      content += conclusion.sentences.map { .tag("p", [:], $0) }
      content += [
        Markup.figure(
          "Throughput",
          caption: "Signatures a second against sessions. Dotted: if each session added as "
            + "much as the first.", ThroughputPlot(report: report).markup),
        Markup.figure(
          "Latency",
          caption: "How long one signature took, against sessions, logarithmic: half of all took "
            + "no longer than p50, all but one in a thousand no longer than p99.9.",
          LatencyPlot(report: report).markup),
      ]
      content += distributions(conclusion)
      content += [figures]
    }
    return content + [context, footer(verified: steps.map(\.verified).reduce(0, +))]
  }

  private var header: Markup {
    .header(
      "\(report.context.keyType) on “\(report.context.token)”",
      lead: "\(report.context.mechanism) · \(report.context.vendor) · \(report.context.date)")
  }

  private func summary(_ conclusion: BenchmarkConclusion) -> Markup {
    let knee = report.steps.first { $0.sessions == conclusion.recommendedSessions }
    let tiles: [(number: String, meaning: String)] = [
      (Wording.rate(conclusion.signaturesPerSecond), "signatures a second"),
      (
        "\(conclusion.recommendedSessions)",
        "\(conclusion.recommendedSessions == 1 ? "session" : "sessions") "
          + (conclusion.isCompared
            ? "recommended, \(Wording.percent(conclusion.shareOfPeak)) of the peak" : "measured")
      ),
      (knee.map { Wording.latency($0.p50) } ?? "-", "median latency there"),
      (knee.map { Wording.latency($0.p99) } ?? "-", "99 of 100 are faster"),
    ]
    return .tiles(tiles)
  }

  /// One session, where nobody waits for another, and the recommended number.
  private func distributions(_ conclusion: BenchmarkConclusion) -> [Markup] {
    let first = report.steps.min { $0.sessions < $1.sessions }
    let knee = report.steps.first { $0.sessions == conclusion.recommendedSessions }
    let shown = [first, knee].compactMap(\.self).reduce(into: [StepFigures]()) { shown, step in
      if !shown.contains(step) { shown.append(step) }
    }
    return shown.map { step in
      Markup.figure(
        "Latency distribution, \(Wording.sessions(step.sessions))",
        caption: "The share of signatures that took so long, on a logarithmic scale.",
        DistributionPlot(
          id: "distribution-\(step.sessions)",
          title: "Distribution of latencies with \(Wording.sessions(step.sessions))",
          bins: step.distribution,
          percentiles: [
            .init("p50", step.p50), .init("p99", step.p99), .init("p99.9", step.p999),
          ], among: shown.flatMap(\.distribution)
        ).markup)
    }
  }
}
