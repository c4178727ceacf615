internal import AuthorityModel
internal import Signing

/// Counts how often in a row the signer was tried in vain, and says what of it is worth a line in the log.
///
/// The many jobs that fail side by side when a token goes away count as one try, and as one line: the
/// log says when the trouble begins, when it becomes another, once a minute how it stands, and when it
/// is over.
struct TokenTrouble: Sendable {
  /// What the operator should read.
  enum Notice: Sendable, Equatable {
    /// The signer has begun to fail, or fails in another way than before.
    case failing(SigningError)
    /// It goes on as before.
    case stillFailing(SigningError, tries: Int, since: Timestamp)
    case recovered(tries: Int, since: Timestamp)
  }

  /// What a job's visit to the signer says about it.
  enum Ending: Sendable {
    case signed
    case signerFailed(SigningError)
  }

  private struct Spell {
    let since: Timestamp
    var error: SigningError
    var tries = 0
    var lastNotice: Timestamp
  }

  private static let summaryInterval = Duration.seconds(60)

  private var spell: Spell?
  private var failures = 0
  private var hasFailedSinceLastTry = false

  /// Whether the last job to end was signed.
  var isOver: Bool { failures == 0 && !hasFailedSinceLastTry }

  /// Why the last try failed; nil when it didn't.
  var error: SigningError? { spell?.error }

  /// - Returns: What to tell the operator, where there is something new.
  mutating func note(_ ending: Ending, at now: Timestamp) -> Notice? {
    switch ending {
    case .signed:
      defer { self = TokenTrouble() }
      return spell.map { .recovered(tries: $0.tries, since: $0.since) }
    case .signerFailed(let error):
      hasFailedSinceLastTry = true
      return notice(of: error, at: now)
    }
  }

  private mutating func notice(of error: SigningError, at now: Timestamp) -> Notice? {
    guard var spell else {
      self.spell = Spell(since: now, error: error, tries: 1, lastNotice: now)
      return .failing(error)
    }
    defer { self.spell = spell }
    spell.tries += 1
    let isAnother = !error.isLike(spell.error)
    spell.error = error
    guard isAnother || now - spell.lastNotice >= Self.summaryInterval else { return nil }
    spell.lastNotice = now
    return isAnother
      ? .failing(error) : .stillFailing(error, tries: spell.tries, since: spell.since)
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

extension SigningError {
  /// Whether two failures are one and the same to an operator, though their numbers may differ.
  fileprivate func isLike(_ other: SigningError) -> Bool {
    switch (self, other) {
    case (.busy, .busy), (.deadlineExceeded, .deadlineExceeded),
      (.tokenUnavailable, .tokenUnavailable):
      true
    case (
      .device(let function, let code, _, _, _), .device(let otherFunction, let otherCode, _, _, _)
    ):
      function == otherFunction && code == otherCode
    default:
      self == other
    }
  }
}
