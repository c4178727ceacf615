/// Counts how often in a row the token was tried in vain.
///
/// The many jobs that fail side by side when a token goes away count as one try.
struct TokenTrouble: Sendable {
  private var failures = 0
  private var hasFailedSinceLastTry = false

  /// Whether the last job to end was signed.
  var isOver: Bool { failures == 0 && !hasFailedSinceLastTry }

  mutating func note(_ ending: JobRunner.Ending) {
    switch ending {
    case .signed: self = TokenTrouble()
    case .tokenFailed: hasFailedSinceLastTry = true
    case .stopped: break
    }
  }

  /// How many tries failed in a row, as the next one is about to be made.
  mutating func failuresAtNextTry() -> Int {
    if hasFailedSinceLastTry {
      failures += 1
      hasFailedSinceLastTry = false
    }
    return failures
  }
}
