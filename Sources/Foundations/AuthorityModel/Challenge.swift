/// One way of proving control over an identifier.
///
///     pending ──▶ processing ──▶ valid
///                  │    ↑ └────▶ invalid
///                  └────┘ tried again, while it may still succeed
///
/// - Note: RFC 8555 §7.1.5, §7.1.6 and §8.2.
package struct Challenge: Sendable, Hashable, Codable {
  package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
    case http01 = "http-01"
    case dns01 = "dns-01"
  }

  package enum State: Sendable, Hashable, Codable {
    case pending
    case processing
    case valid(at: Timestamp)
    case invalid(Failure)
  }

  package let method: Method
  /// Base64url text of at least 128 random bits (RFC 8555 §8.3).
  package let token: String
  package fileprivate(set) var state: State
  /// The attempts that failed while it is processing; nil where none has.
  package fileprivate(set) var trouble: ValidationTrouble?
  /// Base64url thumbprint of the key with which it was answered last; nil where that isn't known.
  ///
  /// What was put up for that key counts, though the account may get another one before it is looked at
  /// (RFC 8555 §7.3.5).
  package fileprivate(set) var answeringKey: String?

  package init(
    method: Method, token: String, state: State = .pending, trouble: ValidationTrouble? = nil
  ) {
    self.method = method
    self.token = token
    self.state = state
    self.trouble = trouble
  }

  /// When it is tried again, where it waits for that.
  package var nextAttemptAt: Timestamp? {
    state == .processing ? trouble?.nextAttemptAt : nil
  }
}

extension Authorization {
  /// What became of the validation of one challenge.
  package enum Conclusion: Sendable, Hashable {
    /// Proved, by what was seen.
    case valid(ValidationRecord)
    case invalid(Failure)
  }

  /// What the answer to a challenge asks of the driver.
  package enum ChallengeResponse: Sendable, Hashable {
    /// Record the authorization as it now stands, then validate.
    case validate
    /// Record it, and don't wait with the next attempt (RFC 8555 §8.2).
    case validateSooner
    /// Nothing to do: this challenge is under way or decided already (RFC 8555 §7.5.1).
    case alreadyAnswered
    /// The authorization is no longer pending.
    case rejectNotPending
    /// One challenge is validated at a time, since the first that fails decides.
    case rejectOtherUnderWay(Challenge.Method)
    case rejectUnknownChallenge
  }

  /// Takes the client's word that a challenge can be validated.
  ///
  /// - Parameter answeringKey: Base64url thumbprint of the account's key at this time.
  package mutating func respond(
    to method: Challenge.Method, with answeringKey: String? = nil, at now: Timestamp
  ) -> ChallengeResponse {
    guard let index = challenges.firstIndex(where: { $0.method == method }) else {
      return .rejectUnknownChallenge
    }
    switch challenges[index].state {
    case .valid, .invalid: return .alreadyAnswered
    case .processing:
      guard state == .pending, let trouble = challenges[index].trouble, trouble.isWaiting(at: now)
      else { return .alreadyAnswered }
      challenges[index].trouble = trouble.waiting(until: now)
      challenges[index].answeringKey = answeringKey
      return .validateSooner
    case .pending:
      guard status(at: now) == .pending else { return .rejectNotPending }
      if let other = challenges.first(where: { $0.state == .processing }) {
        return .rejectOtherUnderWay(other.method)
      }
      challenges[index].state = .processing
      challenges[index].answeringKey = answeringKey
      return .validate
    }
  }

  /// What the end of an attempt asks of the driver, once the authorization is recorded as it stands.
  package enum AttemptEnd: Sendable, Hashable {
    case decided
    /// Try again then.
    case retry(at: Timestamp)
    /// Nothing changed, and nothing is to be recorded: the result comes too late.
    case ignored
  }

  /// Takes the result of one attempt, which may not be the last.
  package mutating func endAttempt(
    _ method: Challenge.Method, as conclusion: Conclusion, at now: Timestamp,
    validFor lifetime: Duration, retries: ValidationRetries
  ) -> AttemptEnd {
    guard let index = challenges.firstIndex(where: { $0.method == method }),
      challenges[index].state == .processing, state == .pending
    else { return .ignored }
    guard case .invalid(let failure) = conclusion else {
      return conclude(method, as: conclusion, at: now, validFor: lifetime) ? .decided : .ignored
    }
    let failed = ValidationTrouble(challenges[index].trouble, and: failure, at: now)
    if let next = retries.nextAttempt(after: failed, at: now) {
      challenges[index].trouble = failed.waiting(until: next)
      return .retry(at: next)
    }
    let failures = Conclusion.invalid(failed.failure(of: certifiedName))
    return conclude(method, as: failures, at: now, validFor: lifetime) ? .decided : .ignored
  }

  /// Takes the result of a validation.
  ///
  /// - Returns: Whether it changed anything; a result that comes twice doesn't.
  package mutating func conclude(
    _ method: Challenge.Method, as conclusion: Conclusion, at now: Timestamp,
    validFor lifetime: Duration
  ) -> Bool {
    guard let index = challenges.firstIndex(where: { $0.method == method }),
      challenges[index].state == .processing, state == .pending
    else { return false }
    challenges[index].trouble = nil
    switch conclusion {
    case .valid(let record):
      challenges[index].state = .valid(at: now)
      state = .valid
      evidence = record
      expiresAt = now + lifetime
    case .invalid(let failure):
      challenges[index].state = .invalid(failure)
      state = .invalid
    }
    return true
  }

  /// The name as a certificate would bear it.
  package var certifiedName: String {
    isWildcard ? "*.\(identifier.name)" : identifier.name
  }
}
