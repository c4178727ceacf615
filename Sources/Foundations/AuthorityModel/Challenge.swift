/// One way of proving control over an identifier.
///
///     pending ──▶ processing ──▶ valid
///                     └────────▶ invalid
///
/// - Note: RFC 8555 §7.1.5 and §7.1.6.
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

  package init(method: Method, token: String, state: State = .pending) {
    self.method = method
    self.token = token
    self.state = state
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
    /// Nothing to do: this challenge is under way or decided already (RFC 8555 §7.5.1).
    case alreadyAnswered
    /// The authorization is no longer pending.
    case rejectNotPending
    case rejectUnknownChallenge
  }

  /// Takes the client's word that a challenge can be validated.
  package mutating func respond(to method: Challenge.Method, at now: Timestamp)
    -> ChallengeResponse
  {
    guard let index = challenges.firstIndex(where: { $0.method == method }) else {
      return .rejectUnknownChallenge
    }
    guard challenges[index].state == .pending else { return .alreadyAnswered }
    guard status(at: now) == .pending else { return .rejectNotPending }
    challenges[index].state = .processing
    return .validate
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
}
