/// One number of sessions, measured.
package struct BenchmarkStep: Sendable, Hashable {
  /// How long a step lasts.
  package enum Length: Sendable, Hashable {
    /// So long.
    case time(Duration)
    /// So many signatures, by all sessions together.
    case count(Int)
  }

  /// How many sign at once.
  package let sessions: Int
  /// How long to sign beforehand, unmeasured: modules fill caches and devices wake.
  package let warmUp: Duration
  package let length: Length

  package init(sessions: Int, warmUp: Duration, length: Length) {
    self.sessions = sessions
    self.warmUp = warmUp
    self.length = length
  }
}
