/// Changes an account's contacts, or deactivates it.
///
/// - Note: RFC 8555 §7.3.2 and §7.3.6.
package struct AccountUpdateRequest: Codable, Sendable, Hashable {
  package var contact: [String]?
  /// Only `deactivated` is a change that a client may ask for; others are left to be refused.
  package var status: String?

  package init(contact: [String]? = nil, status: String? = nil) {
    self.contact = contact
    self.status = status
  }

  package var asksForDeactivation: Bool { status == AccountResource.Status.deactivated.rawValue }
}
