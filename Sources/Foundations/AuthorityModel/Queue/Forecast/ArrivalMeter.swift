internal import Foundation

/// How many come in a second, by what has come lately.
struct ArrivalMeter: Sendable {
  /// After so many seconds an arrival counts for a third.
  private static let memory = 10.0

  private var level = 0.0
  private var lastArrival = 0.0

  mutating func count(at now: Duration) {
    level = perSecond(at: now) + 1 / Self.memory
    lastArrival = now.inSeconds
  }

  func perSecond(at now: Duration) -> Double {
    level * exp(-max(0, now.inSeconds - lastArrival) / Self.memory)
  }
}
