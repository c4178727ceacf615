package import AuthorityModel

/// Looks whether CAA records allow this CA to issue for a name.
package protocol CAAChecker: Sendable {
  /// Checks one name, within a deadline of its own.
  ///
  /// - Parameters:
  ///   - identifier: The name; of a wildcard, the one below the asterisk.
  ///   - isWildcard: Whether `issuewild` applies (RFC 8659 §4.3).
  ///   - account: Whose `accounturi` must match (RFC 8657 §3).
  ///   - method: What `validationmethods` must name (RFC 8657 §4).
  /// - Throws: ``Failure`` of kind `caa` where the records forbid it, or of kind `dns` where they
  ///   can't be known.
  func leave(
    for identifier: Identifier, isWildcard: Bool, account: AccountID, method: Challenge.Method,
    at now: Timestamp
  ) async throws(Failure) -> CAARecord?
}
