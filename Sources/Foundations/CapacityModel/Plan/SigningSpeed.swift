/// How many signatures a second one token makes, by how many lanes ask it at once.
///
/// A lane is a session with a thread of its own, as `sessions` in the configuration counts them.
package struct SigningSpeed: Sendable, Hashable {
  /// One number of lanes, as it was measured.
  package struct Point: Sendable, Hashable {
    package let lanes: Int
    package let signaturesPerSecond: Double
    /// CPU of this machine for one signature, in milliseconds.
    package let processorMilliseconds: Double

    package init(lanes: Int, signaturesPerSecond: Double, processorMilliseconds: Double) {
      self.lanes = lanes
      self.signaturesPerSecond = signaturesPerSecond
      self.processorMilliseconds = processorMilliseconds
    }
  }

  /// At least one, in the order of their lanes.
  package let points: [Point]

  /// The share of the greatest rate that counts as nearly all; more lanes only make signatures wait.
  package static let nearlyAll = 0.95

  /// - Returns: Nil where there is no point, two have as many lanes, or one has no sense.
  package init?(_ points: [Point]) {
    let points = points.sorted { $0.lanes < $1.lanes }
    guard !points.isEmpty, Set(points.map(\.lanes)).count == points.count,
      points.allSatisfy({
        $0.lanes > 0 && $0.signaturesPerSecond > 0 && $0.signaturesPerSecond.isFinite
          && $0.processorMilliseconds >= 0 && $0.processorMilliseconds.isFinite
      })
    else { return nil }
    self.points = points
  }

  /// A token of which nothing is known but its rate.
  package init?(signaturesPerSecond: Double, lanes: Int) {
    self.init([
      Point(lanes: lanes, signaturesPerSecond: signaturesPerSecond, processorMilliseconds: 0)
    ])
  }

  /// The rate with so many lanes.
  ///
  /// Between two measured points it is taken to rise evenly, and to start from nothing at none. More
  /// lanes than were measured are taken to give what the last point gave: nobody has seen more.
  package func signaturesPerSecond(lanes: Int) -> Double {
    value(lanes: lanes, start: 0, \.signaturesPerSecond)
  }

  /// CPU of this machine for one signature with so many lanes, in milliseconds.
  package func processorMilliseconds(lanes: Int) -> Double {
    value(lanes: lanes, start: points[0].processorMilliseconds, \.processorMilliseconds)
  }

  /// How long one signature occupies a lane, in seconds: by Little's law lanes ÷ rate.
  package func serviceSeconds(lanes: Int) -> Double {
    Double(lanes) / signaturesPerSecond(lanes: lanes)
  }

  /// Whether so many lanes are more than anybody measured.
  package func isBeyondMeasurement(lanes: Int) -> Bool {
    lanes > (points.last?.lanes ?? 0)
  }

  /// The least number of measured lanes that gives nearly all.
  package var recommendedLanes: Int {
    let best = points.map(\.signaturesPerSecond).max() ?? 0
    return points.first { $0.signaturesPerSecond >= best * Self.nearlyAll }?.lanes ?? 1
  }

  private func value(
    lanes: Int, start: Double, _ part: (Point) -> Double
  ) -> Double {
    var below = (lanes: 0, value: start)
    for point in points {
      guard lanes > point.lanes else {
        let share = Double(lanes - below.lanes) / Double(point.lanes - below.lanes)
        return below.value + (part(point) - below.value) * share
      }
      below = (point.lanes, part(point))
    }
    return below.value
  }
}
