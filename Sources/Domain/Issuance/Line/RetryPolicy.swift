package import AuthorityModel
package import Signing

/// What to do when signing fails.
///
/// Such a failure is the token's and never the order's, so the job keeps its place in the queue, and
/// the issuer as a whole pauses: whoever came first is still first when the token is back (law 4).
/// Only an order that is too old to matter ends as invalid (law 3).
package struct RetryPolicy: Sendable {
  private let firstPause: Duration
  private let longestPause: Duration
  private let parkedPause: Duration
  private let longestAge: Duration
  /// How often a job may be tried in vain for reasons of its own before it is set aside.
  package let tries: Int

  package init(
    firstPause: Duration = .milliseconds(250), longestPause: Duration = .seconds(2),
    parkedPause: Duration = .seconds(10), longestAge: Duration = .seconds(24 * 60 * 60),
    tries: Int = 5
  ) {
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.parkedPause = parkedPause
    self.longestAge = longestAge
    self.tries = tries
  }

  /// Whether a job is worth another try.
  package func mayTryAgain(acceptedAt: Timestamp, now: Timestamp) -> Bool {
    now - acceptedAt < longestAge
  }

  /// How long to wait before the next job is begun, unless the token's recovery is told sooner.
  ///
  /// - Parameters:
  ///   - failures: How many tries in a row failed; none, no pause.
  ///   - error: Why the last one failed. A token that is parked waits for its operator, so there is
  ///     no hurry.
  package func pause(afterFailures failures: Int, because error: SigningError? = nil) -> Duration {
    guard failures > 0 else { return .zero }
    if case .tokenParked = error { return parkedPause }
    // The pause doubles; 2^16 times the first is past any sensible longest one.
    return min(firstPause * (1 << min(failures - 1, 16)), longestPause)
  }
}
