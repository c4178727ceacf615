package import AuthorityModel

/// The bounds of validity that a client asked for: both, one or none.
///
/// - Note: RFC 8555 §7.4.
package struct RequestedValidity: Sendable, Hashable {
  package let notBefore: Timestamp?
  package let notAfter: Timestamp?

  package init(notBefore: Timestamp? = nil, notAfter: Timestamp? = nil) {
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  /// Whatever the profile gives.
  package static let unspecified = RequestedValidity()
}
