/// A wish to issue, as CAA records judge it.
package struct CAARequest: Sendable, Hashable {
  /// The domain names that the CA recognizes as its own, in lower case.
  package let identities: [String]
  package let isWildcard: Bool
  /// What `accounturi` must be (RFC 8657 §3.1).
  package let accountURL: String
  /// What `validationmethods` must name (RFC 8657 §4), as `dns-01`.
  package let method: String

  package init(identities: [String], isWildcard: Bool, accountURL: String, method: String) {
    self.identities = identities
    self.isWildcard = isWildcard
    self.accountURL = accountURL
    self.method = method
  }
}
