/// How latencies are distributed, with some percentiles.
package struct DistributionPlot: Sendable {
  /// Unique in the page.
  let id: String
  let title: String
  let bins: [LatencyBin]
  /// Names and values in microseconds, ascending.
  let percentiles: [Percentile]
  /// In microseconds; common to all drawings that are to be compared.
  let domain: ClosedRange<Double>

  package struct Percentile: Sendable, Hashable {
    let name: String
    let value: Double

    package init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// - Parameter others: All bins that are drawn on the page, these or more, for a common scale.
  package init(
    id: String, title: String, bins: [LatencyBin], percentiles: [Percentile],
    among others: [LatencyBin]
  ) {
    self.id = id
    self.title = title
    self.bins = bins
    self.percentiles = percentiles
    let least = others.map(\.from).min() ?? 1
    let most = others.map(\.to).max() ?? 10
    domain = max(least, 0.001)...max(most, least * 2)
  }

  package var markup: Markup {
    let tallest = bins.map(share).max() ?? 1
    let plot = Plot(x: domain, .logarithmic, y: 0...max(tallest * 1.1, 0.001), .linear)
    return plot.drawing(
      id: id, title: title,
      description: percentiles.map { "\($0.name) \(Wording.latency($0.value))" }
        .joined(separator: ", "),
      axes: plot.verticalAxis(name: "share", label: Wording.shareMark)
        + plot.horizontalAxis(name: "latency", ticks: plot.x.ticks, label: Wording.latencyMark),
      marks: bars(plot) + marks(plot))
  }

  private func share(_ bin: LatencyBin) -> Double {
    Double(bin.count) / Double(max(bins.map(\.count).reduce(0, +), 1))
  }

  private func bars(_ plot: Plot) -> [Markup] {
    let base = plot.y.pixels.start
    return bins.filter { $0.count > 0 }.map { bin in
      let (left, right) = (plot.x.place(bin.from), plot.x.place(bin.to))
      // A single late one is to be seen too.
      let height = max(base - plot.y.place(share(bin)), 1)
      return plot.bar(
        class: "bar", from: left + 0.5, width: max(right - left - 1, 0.5), height: height)
    }
  }

  private func marks(_ plot: Plot) -> [Markup] {
    let top = plot.y.pixels.end
    // The names are kept apart, from the right end on, beyond which there is no room.
    var rightmost = plot.x.pixels.end + 44
    return percentiles.reversed().flatMap { percentile in
      let place = plot.x.place(percentile.value)
      rightmost = min(place, rightmost - 44)
      return [
        plot.line(class: "knee", from: (place, plot.y.pixels.start), to: (place, top)),
        plot.text(percentile.name, at: (rightmost, top - 6), class: "note", anchor: "middle"),
      ]
    }
  }
}
