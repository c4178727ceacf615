/// Asks for a certificate for some identifiers.
///
/// - Note: RFC 8555 §7.4.
package struct NewOrderRequest: Codable, Sendable, Hashable {
  package var identifiers: [IdentifierResource]
  package var notBefore: Timestamp?
  package var notAfter: Timestamp?

  package init(
    identifiers: [IdentifierResource], notBefore: Timestamp? = nil, notAfter: Timestamp? = nil
  ) {
    self.identifiers = identifiers
    self.notBefore = notBefore
    self.notAfter = notAfter
  }
}
