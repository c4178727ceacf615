package import AuthorityModel

/// What to do with a job whose signing failed.
///
/// Such a failure is never the order's fault, so the job goes back to its old place in the queue and
/// waits for the token to come back; only an order that is too old to matter ends as invalid (law 3).
package struct RetryPolicy: Sendable {
  package enum Decision: Sendable, Hashable {
    case again(after: Duration)
    case giveUp
  }

  private let firstDelay: Duration
  private let longestDelay: Duration
  private let longestAge: Duration

  package init(
    firstDelay: Duration = .milliseconds(250), longestDelay: Duration = .seconds(30),
    longestAge: Duration = .seconds(24 * 60 * 60)
  ) {
    self.firstDelay = firstDelay
    self.longestDelay = longestDelay
    self.longestAge = longestAge
  }

  /// - Parameter attempts: How often the job has been tried, at least once.
  package func decision(afterAttempts attempts: Int, acceptedAt: Timestamp, now: Timestamp)
    -> Decision
  {
    guard now - acceptedAt < longestAge else { return .giveUp }
    // The delay doubles; 2^16 times the first is past any sensible longest delay.
    let doubled = firstDelay * (1 << max(0, min(attempts - 1, 16)))
    return .again(after: min(doubled, longestDelay))
  }
}
