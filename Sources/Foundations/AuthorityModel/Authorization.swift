/// An account's standing for one identifier.
///
/// Its stored state is what events made of it; ``status(at:)`` adds the passing of time.
///
/// - Note: RFC 8555 §7.1.4 and §7.1.6.
package struct Authorization: Sendable, Hashable {
  package enum State: String, Sendable, Hashable {
    case pending
    case valid
    case invalid
    case deactivated
  }

  package enum Status: String, Sendable, Hashable {
    case pending
    case valid
    case invalid
    case deactivated
    case expired
  }

  package let id: AuthorizationID
  package let account: AccountID
  /// What was proved; of a wildcard, the name below the asterisk (RFC 8555 §7.1.4).
  package let identifier: Identifier
  package let isWildcard: Bool
  package internal(set) var state: State
  package internal(set) var expiresAt: Timestamp
  package internal(set) var challenges: [Challenge]
  /// What it rests on, once it is valid.
  package internal(set) var evidence: ValidationRecord?

  package init(
    id: AuthorizationID, account: AccountID, identifier: Identifier, isWildcard: Bool = false,
    state: State = .pending, expiresAt: Timestamp, challenges: [Challenge],
    evidence: ValidationRecord? = nil
  ) {
    self.id = id
    self.account = account
    self.identifier = identifier
    self.isWildcard = isWildcard
    self.state = state
    self.expiresAt = expiresAt
    self.challenges = challenges
    self.evidence = evidence
  }

  /// Gives the authorization up, as its account asks (RFC 8555 §7.5.2).
  ///
  /// - Returns: Whether it changed anything: only one that is pending or valid can be given up.
  package mutating func deactivate() -> Bool {
    guard state == .pending || state == .valid else { return false }
    state = .deactivated
    return true
  }

  /// Takes a newer check of CAA records for the proof that there is.
  ///
  /// - Returns: Whether there is one.
  package mutating func checkedAgain(_ caa: CAARecord) -> Bool {
    guard evidence != nil else { return false }
    evidence?.caa = caa
    return true
  }

  package func status(at now: Timestamp) -> Status {
    switch state {
    case .pending: expiresAt <= now ? .expired : .pending
    case .valid: expiresAt <= now ? .expired : .valid
    case .invalid: .invalid
    case .deactivated: .deactivated
    }
  }

  /// Whether a challenge of it is being tried, or will be again.
  package var isInValidation: Bool {
    state == .pending && challenges.contains { $0.state == .processing }
  }

  /// When a challenge is tried again, where one waits for that.
  package var nextAttemptAt: Timestamp? { challenges.lazy.compactMap(\.nextAttemptAt).first }

  /// The first failure among its challenges.
  package var failure: Failure? {
    for challenge in challenges {
      if case .invalid(let failure) = challenge.state { return failure }
    }
    return nil
  }
}
