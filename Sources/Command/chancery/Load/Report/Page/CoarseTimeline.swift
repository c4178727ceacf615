/// A timeline of no more points than can be seen: of a long run, each stands for several seconds.
struct CoarseTimeline: Sendable, Equatable {
  struct Point: Sendable, Equatable {
    /// When it begins, in seconds.
    let second: Double
    /// A second.
    var arrivals: Double?
    var done: Double?
    var refused: Double?
    var errors: Double?
    /// The most.
    var inFlight: Double?
    /// The worst, in milliseconds; nil when no certificate came.
    var p50: Double?
    var p99: Double?
  }

  static let mostPoints = 240

  let points: [Point]

  init(_ seconds: [Timeline.Second]) {
    let width = max(1, (seconds.count + Self.mostPoints - 1) / Self.mostPoints)
    points = stride(from: 0, to: seconds.count, by: width).map { start in
      let part = seconds[start..<min(start + width, seconds.count)]
      func mean(_ value: (Timeline.Second) -> Int) -> Double {
        Double(part.map(value).reduce(0, +)) / Double(part.count)
      }
      return Point(
        second: Double(start), arrivals: mean(\.arrivals), done: mean(\.done),
        refused: mean(\.refused), errors: mean(\.errors),
        inFlight: part.map(\.inFlight).max().map(Double.init),
        p50: part.compactMap(\.p50).max(), p99: part.compactMap(\.p99).max())
    }
  }
}
