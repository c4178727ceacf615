/// A contact that an account can't have, and why.
package struct RefusedContact: Sendable, Equatable {
  package enum Reason: Error, Sendable, Equatable {
    /// It is no `mailto:` URL.
    case unsupportedScheme
    case invalid(String)
  }

  /// The URL as it was given.
  package let contact: String
  package let reason: Reason

  package init(contact: String, reason: Reason) {
    self.contact = contact
    self.reason = reason
  }
}
