/// How the latencies of one step are distributed, with its percentiles.
struct DistributionPlot: Sendable {
  let step: StepFigures
  /// Common to all steps, so that their drawings can be compared.
  let domain: ClosedRange<Double>

  init(_ step: StepFigures, among steps: [StepFigures]) {
    self.step = step
    let bins = steps.flatMap(\.distribution)
    let least = bins.map(\.from).min() ?? 1
    let most = bins.map(\.to).max() ?? 10
    domain = max(least, 0.001)...max(most, least * 2)
  }

  var markup: Markup {
    let tallest = step.distribution.map(share).max() ?? 1
    let plot = Plot(x: domain, .logarithmic, y: 0...max(tallest * 1.1, 0.001), .linear)
    return plot.drawing(
      id: "distribution-\(step.sessions)",
      title: "Distribution of latencies with \(Wording.sessions(step.sessions))",
      description: "p50 \(Wording.latency(step.p50)), p90 \(Wording.latency(step.p90)), "
        + "p99 \(Wording.latency(step.p99)), p99.9 \(Wording.latency(step.p999)), "
        + "greatest \(Wording.latency(step.max))",
      axes: plot.verticalAxis(name: "share", label: Wording.shareMark)
        + plot.horizontalAxis(name: "latency", ticks: plot.x.ticks, label: Wording.latencyMark),
      marks: bars(plot) + percentiles(plot))
  }

  private func share(_ bin: StepFigures.Bin) -> Double {
    Double(bin.count) / Double(max(step.signatures, 1))
  }

  private func bars(_ plot: Plot) -> [Markup] {
    let base = plot.y.pixels.start
    return step.distribution.filter { $0.count > 0 }.map { bin in
      let (left, right) = (plot.x.place(bin.from), plot.x.place(bin.to))
      // A single late signature is to be seen too.
      let height = max(base - plot.y.place(share(bin)), 1)
      return .tag(
        "rect",
        [
          "class": "bar", "x": plot.number(left + 0.5), "y": plot.number(base - height),
          "width": plot.number(max(right - left - 1, 0.5)), "height": plot.number(height),
        ])
    }
  }

  private func percentiles(_ plot: Plot) -> [Markup] {
    let top = plot.y.pixels.end
    var leftmost = -Double.infinity
    return [("p50", step.p50), ("p99", step.p99), ("p99.9", step.p999)].flatMap { name, value in
      let place = plot.x.place(value)
      leftmost = max(place, leftmost + 44)
      return [
        plot.line(class: "knee", from: (place, plot.y.pixels.start), to: (place, top)),
        plot.text(name, at: (leftmost, top - 6), class: "note", anchor: "middle"),
      ]
    }
  }
}
