import ReportPages

/// How long each order was told to wait, and how long it took.
struct WaitPlot: Sendable {
  let id: String
  let waits: [ToldWaits.Wait]

  var markup: Markup {
    let most = max(waits.flatMap { [$0.told, $0.actual] }.max() ?? 1, 1) * 1.05
    let plot = Plot(x: 0...most, .linear, y: 0...most, .linear)
    return plot.drawing(
      id: id, title: "Actual waits against told waits",
      description: "\(waits.count) orders, told at most "
        + "\(Wording.decimal(waits.map(\.told).max() ?? 0, 1)) s, waited at most "
        + "\(Wording.decimal(waits.map(\.actual).max() ?? 0, 1)) s",
      axes: plot.verticalAxis(name: "actual, seconds", label: Wording.mark)
        + plot.horizontalAxis(name: "told, seconds", ticks: plot.x.ticks, label: Wording.mark),
      marks: [plot.polyline([(0, 0), (most, most)], class: "perfect")]
        + waits.map { plot.dot(($0.told, $0.actual), class: "dot accent", radius: 2.5) })
  }
}
