/// Changes an account's contacts, agrees to new terms, or deactivates it.
///
/// - Note: RFC 8555 §7.3.2, §7.3.3 and §7.3.6.
package struct AccountUpdateRequest: Codable, Sendable, Hashable {
  package var contact: [String]?
  package var termsOfServiceAgreed: Bool?
  /// Only `deactivated` is a change that a client may ask for; others are passed over.
  package var status: String?

  package init(
    contact: [String]? = nil, termsOfServiceAgreed: Bool? = nil, status: String? = nil
  ) {
    self.contact = contact
    self.termsOfServiceAgreed = termsOfServiceAgreed
    self.status = status
  }

  package var asksForDeactivation: Bool { status == AccountResource.Status.deactivated.rawValue }
}
