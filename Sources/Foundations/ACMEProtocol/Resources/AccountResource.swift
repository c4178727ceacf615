/// An account as its owner sees it.
///
/// - Note: RFC 8555 §7.1.2.
package struct AccountResource: Codable, Sendable, Hashable {
  package enum Status: String, Codable, Sendable {
    case valid
    case deactivated
    case revoked
  }

  package var status: Status
  package var contact: [String]?
  package var termsOfServiceAgreed: Bool?
  /// Where the account's orders are listed; RFC 8555 requires it, yet few servers have it.
  package var orders: String?

  package init(
    status: Status, contact: [String]? = nil, termsOfServiceAgreed: Bool? = nil,
    orders: String? = nil
  ) {
    self.status = status
    self.contact = contact
    self.termsOfServiceAgreed = termsOfServiceAgreed
    self.orders = orders
  }
}

extension AccountResource: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.object { object in
      object.member("contact", contact)
      object.member("orders", orders)
      object.member("status", status)
      object.member("termsOfServiceAgreed", termsOfServiceAgreed)
    }
  }
}

extension AccountResource.Status: JSONWritable {}
