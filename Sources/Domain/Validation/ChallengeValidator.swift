package import AuthorityModel

/// Validates challenges of one method.
package protocol ChallengeValidator: Sendable {
  /// Looks whether the applicant shows the key authorization.
  ///
  /// Ends by itself within the validator's own deadline, and never throws: what goes wrong is the
  /// conclusion.
  func conclusion(on attempt: ChallengeAttempt) async -> Authorization.Conclusion
}

/// What a validator is asked to look for.
package struct ChallengeAttempt: Sendable, Hashable {
  /// The identifier to be validated; of a wildcard, the name below the asterisk.
  package let identifier: Identifier
  package let isWildcard: Bool
  package let account: AccountID
  /// The challenge's token.
  package let token: String
  /// What the applicant must show (RFC 8555 §8.1).
  package let keyAuthorization: String
  /// The time of day at which the attempt began.
  package let startedAt: Timestamp

  package init(
    identifier: Identifier, isWildcard: Bool, account: AccountID, token: String,
    keyAuthorization: String, startedAt: Timestamp
  ) {
    self.identifier = identifier
    self.isWildcard = isWildcard
    self.account = account
    self.token = token
    self.keyAuthorization = keyAuthorization
    self.startedAt = startedAt
  }
}
