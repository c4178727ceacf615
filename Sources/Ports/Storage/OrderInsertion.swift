package import AuthorityModel

/// What came of a new order.
package enum OrderInsertion: Sendable, Hashable {
  case inserted
  /// Nothing was stored: this order, which isn't invalid, replaces the same certificate (RFC 9773 §5).
  case alreadyReplaced(by: OrderID)
}
