/// Asks for an account, or for the URL of the one that a key already has.
///
/// - Note: RFC 8555 §7.3.
package struct NewAccountRequest: Codable, Sendable, Hashable {
  /// A signature by an account elsewhere, unopened (RFC 8555 §7.3.4).
  package struct ExternalAccountBinding: Codable, Sendable, Hashable {
    package var protected: String
    package var payload: String
    package var signature: String
  }

  package var contact: [String]?
  package var termsOfServiceAgreed: Bool?
  package var onlyReturnExisting: Bool?
  package var externalAccountBinding: ExternalAccountBinding?

  package init(
    contact: [String]? = nil, termsOfServiceAgreed: Bool? = nil, onlyReturnExisting: Bool? = nil,
    externalAccountBinding: ExternalAccountBinding? = nil
  ) {
    self.contact = contact
    self.termsOfServiceAgreed = termsOfServiceAgreed
    self.onlyReturnExisting = onlyReturnExisting
    self.externalAccountBinding = externalAccountBinding
  }
}
