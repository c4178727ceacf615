import CapacityModel
import ReportPages

/// Certificates a second against lanes, with what else limits as lines.
struct LanesPlot {
  /// Whether there is more than one number of lanes to show.
  static func isWorthwhile(_ tokens: TokenPlan) -> Bool {
    max(tokens.lanes, tokens.speed.points.last?.lanes ?? 1) > 1
  }

  let plan: CapacityPlan
  let tokens: TokenPlan

  var markup: Markup {
    let curve = curve
    let top = max(curve.map(\.1).max() ?? 1, plan.capacity.certificatesPerSecond) * 1.18
    let plot = Plot(
      x: 1...Double(mostLanes), .logarithmic, y: 0...max(top, 1), .linear, right: 112)
    return plot.drawing(
      id: "lanes", title: "Certificates a second against lanes", description: description,
      axes: plot.verticalAxis(name: "certificates/s", label: Wording.mark)
        + plot.horizontalAxis(
          name: "sessions of each token", ticks: marks.map(Double.init), label: { String(Int($0)) }),
      marks: lines(plot) + configured(plot)
        + [
          plot.polyline(curve, class: "curve shade1"),
          plot.polyline(curve.map { ($0.0, min($0.1, ceiling)) }, class: "curve accent"),
        ]
        + curve.filter { marks.contains(Int($0.0)) }.map { plot.dot($0, class: "dot shade2") })
  }

  private var mostLanes: Int { max(tokens.lanes, tokens.speed.points.last?.lanes ?? 1) }

  /// Powers of two and the end.
  private var marks: [Int] {
    var marks: [Int] = []
    var lanes = 1
    while lanes < mostLanes {
      marks.append(lanes)
      lanes *= 2
    }
    return marks.filter { $0 * 4 <= mostLanes * 3 } + [mostLanes]
  }

  /// What the HSM allows; points between those that were measured, as the axis is logarithmic.
  private var curve: [(Double, Double)] {
    (1...mostLanes).map { (Double($0), rate(lanes: $0)) }
  }

  private func rate(lanes: Int) -> Double {
    guard let plan = Change.lanes(lanes).applied(to: plan) ?? (lanes == tokens.lanes ? plan : nil)
    else { return 0 }
    return plan.limits.first { $0.resource == .hsm }?.certificatesPerSecond ?? 0
  }

  private var others: [ResourceLimit] {
    plan.limits.filter { $0.resource != .hsm }
      .sorted { $0.certificatesPerSecond < $1.certificatesPerSecond }
  }

  /// What the machine allows, however fast the HSM is.
  private var ceiling: Double { others.first?.certificatesPerSecond ?? .infinity }

  /// The limits that lie within the drawing, their names kept apart.
  private func lines(_ plot: Plot) -> [Markup] {
    var lowest = Double.infinity
    return others.filter { $0.certificatesPerSecond <= plot.y.domain.upperBound }
      .flatMap { limit in
        let height = plot.y.place(limit.certificatesPerSecond)
        lowest = min(height + 4, lowest - 14)
        return [
          plot.line(
            class: "knee", from: (plot.x.pixels.start, height), to: (plot.x.pixels.end, height)),
          plot.text(
            "\(limit.resource.shortName) \(CapacityWording.rate(limit.certificatesPerSecond))",
            at: (plot.x.pixels.end + 8, lowest), class: "note"),
        ]
      }
  }

  private func configured(_ plot: Plot) -> [Markup] {
    let rate = rate(lanes: tokens.lanes)
    let (across, up) = (plot.x.place(Double(tokens.lanes)), plot.y.place(rate))
    let isFirst = across < plot.x.pixels.start + 110
    return [
      plot.line(class: "perfect", from: (across, plot.y.pixels.start), to: (across, up)),
      plot.text(
        "now: HSM \(CapacityWording.rate(rate))", at: (across + (isFirst ? 8 : -8), up - 9),
        class: "value", anchor: isFirst ? "start" : "end"),
    ]
  }

  private var description: String {
    let measured = marks.map { "\($0): \(CapacityWording.rate(rate(lanes: $0)))/s" }
    let limits = others.map {
      "\($0.resource.shortName) \(CapacityWording.rate($0.certificatesPerSecond))/s"
    }
    return (measured + limits).joined(separator: "; ")
  }
}
