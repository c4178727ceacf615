/// The report as one page that needs nothing else: no script, no other file, no network.
package struct BenchmarkPage: Sendable {
  let report: BenchmarkReport

  package init(_ report: BenchmarkReport) {
    self.report = report
  }

  /// The page, to be written to a file.
  package var html: String {
    let page = Markup.tag(
      "html", ["lang": "en", "xmlns": "http://www.w3.org/1999/xhtml"],
      [head, .tag("body", [:], [.tag("main", [:], content)])])
    return "<!DOCTYPE html>\n" + page.rendered + "\n"
  }

  private var head: Markup {
    .tag(
      "head", [:],
      [
        .tag("meta", ["charset": "utf-8"]),
        .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        .tag("meta", ["name": "color-scheme", "content": "light dark"]),
        .tag("title", [:], "\(report.context.keyType) on \(report.context.token): HSM benchmark"),
        .tag("style", [:], PageStyle.sheet),
      ])
  }

  private var content: [Markup] {
    let steps = report.steps
    var content = [header]
    if let conclusion = report.conclusion { content += [summary(conclusion)] }
    content += report.notes.map { .tag("p", ["class": "warning"], $0) }
    if let conclusion = report.conclusion {
      content += conclusion.sentences.map { .tag("p", [:], $0) }
      content += [
        figure(
          "Throughput",
          "Signatures a second against sessions. Dotted: if each session added as "
            + "much as the first.", ThroughputPlot(report: report).markup),
        figure(
          "Latency",
          "How long one signature took, against sessions, logarithmic: half of all took "
            + "no longer than p50, all but one in a thousand no longer than p99.9.",
          LatencyPlot(report: report).markup),
      ]
      content += distributions(conclusion)
      content += [figures]
    }
    return content + [context, footer(verified: steps.map(\.verified).reduce(0, +))]
  }

  private var header: Markup {
    .tag(
      "header", [:],
      [
        .tag("h1", [:], "\(report.context.keyType) on “\(report.context.token)”"),
        .tag(
          "p", ["class": "lead"],
          "\(report.context.mechanism) · \(report.context.vendor) · \(report.context.date)"),
      ])
  }

  private func summary(_ conclusion: BenchmarkConclusion) -> Markup {
    let knee = report.steps.first { $0.sessions == conclusion.recommendedSessions }
    let tiles = [
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
    return .tag(
      "div", ["class": "summary"],
      tiles.map { .tag("div", ["class": "tile"], [.tag("b", [:], $0.0), .tag("span", [:], $0.1)]) })
  }

  private func figure(_ title: String, _ caption: String, _ drawing: Markup) -> Markup {
    .tag("figure", [:], [.tag("h2", [:], title), .tag("figcaption", [:], caption), drawing])
  }

  /// One session, where nobody waits for another, and the recommended number.
  private func distributions(_ conclusion: BenchmarkConclusion) -> [Markup] {
    let first = report.steps.min { $0.sessions < $1.sessions }
    let knee = report.steps.first { $0.sessions == conclusion.recommendedSessions }
    let shown = [first, knee].compactMap(\.self).reduce(into: [StepFigures]()) { shown, step in
      if !shown.contains(step) { shown.append(step) }
    }
    return shown.map { step in
      figure(
        "Latency distribution, \(Wording.sessions(step.sessions))",
        "The share of signatures that took so long, on a logarithmic scale.",
        DistributionPlot(step, among: shown).markup)
    }
  }
}
