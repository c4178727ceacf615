/// Asks for a certificate for some identifiers.
///
/// - Note: RFC 8555 §7.4, RFC 9773 §5.
package struct NewOrderRequest: Codable, Sendable, Hashable {
  package var identifiers: [IdentifierResource]
  package var notBefore: Timestamp?
  package var notAfter: Timestamp?
  /// The certificate that is to be replaced.
  package var replaces: CertificateIdentifier?

  package init(
    identifiers: [IdentifierResource], notBefore: Timestamp? = nil, notAfter: Timestamp? = nil,
    replaces: CertificateIdentifier? = nil
  ) {
    self.identifiers = identifiers
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.replaces = replaces
  }
}
