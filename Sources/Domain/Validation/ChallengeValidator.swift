package import AuthorityModel

/// Validates challenges of one method.
package protocol ChallengeValidator: Sendable {
  /// Looks whether the applicant's host shows the key authorization.
  ///
  /// Ends by itself within the validator's own deadline, and never throws: what goes wrong is the
  /// conclusion.
  ///
  /// - Parameters:
  ///   - identifier: The identifier to be validated.
  ///   - token: The challenge's token.
  ///   - keyAuthorization: What the host must show (RFC 8555 §8.1).
  func conclusion(on identifier: Identifier, token: String, keyAuthorization: String) async
    -> Authorization.Conclusion
}
