import ReportPages

/// Latency percentiles against sessions, on a logarithmic scale: tails are many times the median.
struct LatencyPlot: Sendable {
  let report: BenchmarkReport

  private struct Percentile: Sendable {
    let name: String
    let style: String
    let value: @Sendable (StepFigures) -> Double
  }

  private static let percentiles = [
    Percentile(name: "p50", style: "shade1", value: \.p50),
    Percentile(name: "p90", style: "shade2", value: \.p90),
    Percentile(name: "p99", style: "shade3", value: \.p99),
    Percentile(name: "p99.9", style: "shade4", value: \.p999),
  ]

  var markup: Markup {
    let steps = report.steps.sorted { $0.sessions < $1.sessions }
    let least = steps.map(\.p50).min() ?? 1
    let most = steps.map(\.p999).max() ?? 1
    let plot = Plot(
      x: SessionAxis.domain(steps), .logarithmic, y: max(least * 0.8, 0.001)...max(most * 1.25, 1),
      .logarithmic, right: 112)
    return plot.drawing(
      id: "latency", title: "Latency percentiles against sessions", description: description(steps),
      axes: plot.verticalAxis(name: "latency", label: Wording.latencyMark)
        + SessionAxis.markup(plot, steps),
      marks: curves(plot, steps) + names(plot, steps))
  }

  private func description(_ steps: [StepFigures]) -> String {
    steps.map { step in
      let values = Self.percentiles.map { "\($0.name) \(Wording.latency($0.value(step)))" }
      return "\(Wording.sessions(step.sessions)): \(values.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  private func curves(_ plot: Plot, _ steps: [StepFigures]) -> [Markup] {
    Self.percentiles.flatMap { percentile in
      let points = steps.map { (Double($0.sessions), percentile.value($0)) }
      return [plot.polyline(points, class: "curve \(percentile.style)")]
        + points.map { plot.dot($0, class: "dot \(percentile.style)", radius: 3.5) }
    }
  }

  /// The curves' names at their right ends, kept apart.
  private func names(_ plot: Plot, _ steps: [StepFigures]) -> [Markup] {
    guard let last = steps.last else { return [] }
    var lowest = Double.infinity
    return Self.percentiles.map { percentile in
      let wanted = plot.y.place(percentile.value(last)) + 4
      lowest = min(wanted, lowest - 14)
      return plot.text(
        "\(percentile.name) \(Wording.latency(percentile.value(last)))",
        at: (plot.x.place(Double(last.sessions)) + 9, lowest), class: "name \(percentile.style)")
    }
  }
}
