import ReportPages

/// Values over the seconds of a run, as lines.
struct TimePlot: Sendable {
  struct Series: Sendable {
    /// Empty for one that is not named beside the plot.
    let name: String
    /// Classes of the page's style.
    let style: String
    /// Seconds and values; where there is no value, the line is broken.
    let points: [(second: Double, value: Double?)]
  }

  let id: String
  let title: String
  let unit: String
  let series: [Series]
  let label: @Sendable (Double) -> String

  var markup: Markup {
    let all = series.flatMap(\.points)
    let most = all.compactMap(\.value).max() ?? 1
    let end = all.map(\.second).max() ?? 1
    let plot = Plot(
      x: 0...max(end, 1), .linear, y: 0...max(most * 1.1, 0.001), .linear, right: 84)
    return plot.drawing(
      id: id, title: title, description: description,
      axes: plot.verticalAxis(name: unit, label: label)
        + plot.horizontalAxis(name: "seconds", ticks: plot.x.ticks, label: Wording.mark),
      marks: series.flatMap { lines(plot, $0) } + names(plot))
  }

  private var description: String {
    series.filter { !$0.name.isEmpty }.map { series in
      let most = series.points.compactMap(\.value).max() ?? 0
      return "\(series.name): at most \(label((most * 1000).rounded() / 1000))"
    }.joined(separator: "; ")
  }

  private func lines(_ plot: Plot, _ series: Series) -> [Markup] {
    let runs = series.points.split { $0.value == nil }
    return runs.map { run in
      let points = run.compactMap { point in point.value.map { (point.second, $0) } }
      // A lone point is no line, but is to be seen.
      return points.count == 1
        ? plot.dot(points[0], class: "dot \(series.style)", radius: 2)
        : plot.polyline(points, class: "curve thin \(series.style)")
    }
  }

  /// The names right of the plot, at the height of their last values, kept apart.
  private func names(_ plot: Plot) -> [Markup] {
    let named = series.compactMap { series -> (Series, Double)? in
      guard !series.name.isEmpty, let last = series.points.last(where: { $0.value != nil })?.value
      else { return nil }
      return (series, plot.y.place(last) + 4)
    }
    // From the bottom up, where there is always room above.
    var highest = Double.infinity
    return named.sorted { $0.1 > $1.1 }.map { series, wanted in
      highest = min(wanted, highest - 14)
      return plot.text(
        series.name, at: (plot.x.pixels.end + 8, highest), class: "name \(series.style)")
    }
  }
}
