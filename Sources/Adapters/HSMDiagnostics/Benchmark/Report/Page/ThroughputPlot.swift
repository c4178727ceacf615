import ReportPages

/// Signatures a second against sessions, with the knee, and what perfect scaling would give.
struct ThroughputPlot: Sendable {
  let report: BenchmarkReport

  var markup: Markup {
    let steps = report.steps.sorted { $0.sessions < $1.sessions }
    let peak = steps.map(\.signaturesPerSecond).max() ?? 1
    let plot = Plot(
      x: SessionAxis.domain(steps), .logarithmic, y: 0...max(peak * 1.12, 1), .linear)
    return plot.drawing(
      id: "throughput", title: "Signatures a second against sessions", description: description,
      axes: plot.verticalAxis(name: "signatures/s", label: Wording.mark)
        + SessionAxis.markup(plot, steps),
      marks: perfect(plot, steps, peak: peak) + knee(plot) + curve(plot, steps))
  }

  private var description: String {
    report.steps.map {
      "\(Wording.sessions($0.sessions)): \(Wording.rate($0.signaturesPerSecond))/s"
    }.joined(separator: "; ")
  }

  private func curve(_ plot: Plot, _ steps: [StepFigures]) -> [Markup] {
    let points = steps.map { (Double($0.sessions), $0.signaturesPerSecond) }
    return [plot.polyline(points, class: "curve accent")]
      + points.map { plot.dot($0, class: "dot accent") }
      + points.map { point in
        plot.text(
          Wording.rate(point.1), at: (plot.x.place(point.0), plot.y.place(point.1) - 11),
          class: "value", anchor: "middle")
      }
  }

  /// As many times one session's rate as there are sessions, as far as it fits.
  private func perfect(_ plot: Plot, _ steps: [StepFigures], peak: Double) -> [Markup] {
    guard let first = steps.first, let last = steps.last, steps.count > 1 else { return [] }
    let single = first.signaturesPerSecond / Double(first.sessions)
    let end = min(Double(last.sessions), plot.y.domain.upperBound / single)
    guard end > Double(first.sessions) else { return [] }
    // On a logarithmic axis a straight line is curved.
    let points = (0...24).map { step in
      let sessions = Double(first.sessions) + (end - Double(first.sessions)) * Double(step) / 24
      return (sessions, single * sessions)
    }
    return [plot.polyline(points, class: "perfect")]
  }

  private func knee(_ plot: Plot) -> [Markup] {
    guard let knee = report.conclusion, report.steps.count > 1 else { return [] }
    let place = plot.x.place(Double(knee.recommendedSessions))
    // At the right end the words go to the left of the line.
    let isLast = place > plot.x.pixels.end - 110
    return [
      plot.line(
        class: "knee", from: (place, plot.y.pixels.start),
        to: (place, plot.y.place(knee.signaturesPerSecond))),
      plot.text(
        "recommended: \(knee.recommendedSessions)",
        at: (place + (isLast ? -6 : 6), plot.y.pixels.start - 8), class: "note",
        anchor: isLast ? "end" : "start"),
    ]
  }
}

/// The axis of sessions, which the plots share.
enum SessionAxis {
  static func domain(_ steps: [StepFigures]) -> ClosedRange<Double> {
    let counts = steps.map { Double($0.sessions) }
    let (least, most) = (counts.min() ?? 1, counts.max() ?? 1)
    return least < most ? least...most : least / 2...most * 2
  }

  static func markup(_ plot: Plot, _ steps: [StepFigures]) -> [Markup] {
    plot.horizontalAxis(
      name: "sessions", ticks: steps.map { Double($0.sessions) }, label: { String(Int($0)) })
  }
}
