import CapacityModel
import ReportPages

/// How a burst's queue grows and drains.
struct DrainPlot {
  let forecast: BurstForecast
  let terms: QueueTerms

  var markup: Markup {
    let unit = unit
    let plot = Plot(
      x: 0...end / unit.seconds, .linear, y: 0...max(Double(forecast.longestQueue) * 1.18, 1),
      .linear, right: 140)
    let curve = forecast.curve.map { ($0.seconds / unit.seconds, $0.queued) }
    return plot.drawing(
      id: "drain", title: "Orders in the queue over time", description: description,
      axes: plot.verticalAxis(name: "orders that wait", label: CapacityWording.count)
        + plot.horizontalAxis(
          name: "\(unit.name) after the burst began", ticks: plot.x.ticks, label: Wording.mark),
      marks: bounds(plot) + [plot.polyline(curve, class: "curve accent")])
  }

  private var end: Double {
    forecast.acceptedDoneSeconds.isFinite ? max(forecast.acceptedDoneSeconds, 0.001) : 1
  }

  /// In which the marks are round.
  private var unit: (name: String, seconds: Double) {
    switch end {
    case ..<120: ("seconds", 1)
    case ..<7200: ("minutes", 60)
    default: ("hours", 3600)
    }
  }

  /// The queue that makes people wait for as long as they are promised.
  private func bounds(_ plot: Plot) -> [Markup] {
    var lowest = Double.infinity
    return [("finalize_wait", terms.finalizeWait), ("longest_wait", terms.longestWait)]
      .flatMap { name, wait -> [Markup] in
        let queue = forecast.drainPerSecond * wait
        guard queue <= plot.y.domain.upperBound else { return [] }
        let height = plot.y.place(queue)
        lowest = min(height + 4, lowest - 14)
        return [
          plot.line(
            class: "knee", from: (plot.x.pixels.start, height), to: (plot.x.pixels.end, height)),
          plot.text(
            "\(name) \(CapacityWording.span(wait))", at: (plot.x.pixels.end + 6, lowest),
            class: "note"),
        ]
      }
  }

  private var description: String {
    forecast.curve.map {
      "\(CapacityWording.span($0.seconds)): \(CapacityWording.count($0.queued))"
    }.joined(separator: "; ")
  }
}
