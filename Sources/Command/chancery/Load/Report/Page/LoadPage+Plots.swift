import ReportPages

extension LoadPage {
  /// What happened over time, and how latencies are distributed.
  var plots: [Markup] {
    let lines = reports.map { CoarseTimeline($0.seconds) }
    var plots: [Markup] = []
    if lines.contains(where: { $0.points.count > 1 }) {
      plots += [
        .figure(
          "Rate", caption: "Certificates that came, and how many were due, in each second.",
          TimePlot(
            id: "rate", title: "Certificates a second over time", unit: "per second",
            series: series(lines, [("due", "faint", \.arrivals), ("came", "accent", \.done)]),
            label: Wording.mark
          ).markup),
        .figure(
          "Latency over time",
          caption: "From the moment a certificate was due until it was there, of those that came "
            + "in each second.",
          TimePlot(
            id: "latency", title: "Latency over time", unit: "latency",
            series: series(lines, [("p50", "shade2", \.p50), ("p99", "shade4", \.p99)]),
            label: { Wording.latencyMark($0 * 1000) }
          ).markup),
        .figure(
          "In flight", caption: "Certificates that were begun and had not come yet.",
          TimePlot(
            id: "in-flight", title: "Certificates in flight over time", unit: "in flight",
            series: series(lines, [("in flight", "accent", \.inFlight)]), label: Wording.mark
          ).markup),
      ]
      if reports.contains(where: { $0.counts.failed + $0.counts.refused > 0 }) {
        plots.append(
          .figure(
            "Refusals and errors",
            caption: "Answers 429 and 503, and certificates that were not got, in each second.",
            TimePlot(
              id: "errors", title: "Refusals and errors over time", unit: "per second",
              series: series(
                lines, [("refused", "shade2", \.refused), ("errors", "other", \.errors)]),
              label: Wording.mark
            ).markup))
      }
    }
    return plots + distributions + waits
  }

  private func series(
    _ lines: [CoarseTimeline],
    _ kinds: [(name: String, style: String, value: KeyPath<CoarseTimeline.Point, Double?>)]
  ) -> [TimePlot.Series] {
    lines.enumerated().flatMap { index, line in
      kinds.map { kind in
        TimePlot.Series(
          name: index == 0 ? kind.name : "", style: kind.style + (index == 0 ? "" : " dashed"),
          points: line.points.map { ($0.second, $0[keyPath: kind.value]) })
      }
    }
  }

  private var distributions: [Markup] {
    let all = reports.flatMap { $0.distribution + $0.distributionOnceBegun }
    return reports.enumerated().flatMap { index, report -> [Markup] in
      var kinds = [("from due", LoadStep.fromDue, report.distribution)]
      // In a closed loop each is begun when it is due.
      if case .open = report.arrivals {
        kinds.append(("once begun", .whole, report.distributionOnceBegun))
      }
      return kinds.compactMap { name, step, bins in
        guard let figures = report.step(step) else { return nil }
        return .figure(
          title("Latency distribution, \(name)", report),
          caption: "The share of certificates that took so long, on a logarithmic scale.",
          DistributionPlot(
            id: "distribution-\(step.rawValue)-\(index)",
            title: "Distribution of latencies, \(name)", bins: bins,
            percentiles: [
              .init("p50", figures.p50InMilliseconds * 1000),
              .init("p99", figures.p99InMilliseconds * 1000),
              .init("p99.9", figures.p999InMilliseconds * 1000),
            ], among: all
          ).markup)
      }
    }
  }

  private var waits: [Markup] {
    reports.enumerated().compactMap { index, report in
      guard let share = report.toldWaits.shareWithinFifth else { return nil }
      return .figure(
        title("Told waits", report),
        caption: "For each order that was answered with `processing`: how long the server told to "
          + "wait, and how long it took. \(Wording.percent(share)) of "
          + "\(Wording.grouped(report.toldWaits.count)) were within 20 %; on the dotted line both are "
          + "the same.",
        WaitPlot(id: "waits-\(index)", waits: report.toldWaits.waits).markup)
    }
  }
}
