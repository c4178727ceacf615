/// Why an order isn't taken now, and when there will be room for it.
package struct QueueRefusal: Error, Sendable, Hashable {
  package enum Cause: Sendable, Hashable {
    /// It would have to wait so long, and may so long.
    case wait(Duration, limit: Duration)
    /// The queue holds as many as it may.
    case capacity(Int)
    /// Nothing has been signed for so long.
    case outage(Duration)
  }

  package let cause: Cause
  package let jobsAhead: Int
  package let jobsPerSecond: Double?
  package let retryAfter: Duration
}

extension QueueRefusal.Cause {
  /// The word by which refusals are counted.
  var word: String {
    switch self {
    case .wait: "longestWait"
    case .capacity: "capacity"
    case .outage: "outage"
    }
  }
}
