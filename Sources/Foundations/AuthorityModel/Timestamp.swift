package import Foundation

/// A moment in time, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Times are values that are handed in (see ``WallClock``): state machines take the time of an event
/// as an argument and never read a clock.
package struct Timestamp: Sendable, Hashable, Comparable, Codable {
  package let millisecondsSinceEpoch: Int64

  package init(millisecondsSinceEpoch: Int64) {
    self.millisecondsSinceEpoch = millisecondsSinceEpoch
  }

  package init(_ date: Date) {
    self.init(millisecondsSinceEpoch: Int64((date.timeIntervalSince1970 * 1000).rounded(.down)))
  }

  package var date: Date {
    Date(timeIntervalSince1970: Double(millisecondsSinceEpoch) / 1000)
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
  }

  package static func + (time: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(millisecondsSinceEpoch: time.millisecondsSinceEpoch + duration.inMilliseconds)
  }

  package static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .milliseconds(later.millisecondsSinceEpoch - earlier.millisecondsSinceEpoch)
  }
}

extension Duration {
  /// The duration in whole milliseconds, rounded towards zero.
  package var inMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
