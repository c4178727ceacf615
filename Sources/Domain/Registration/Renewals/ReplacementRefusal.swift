package import AuthorityModel

/// Why an order can't replace the certificate that it names.
///
/// - Note: RFC 9773 §5.
package enum ReplacementRefusal: Sendable, Hashable {
  /// There is none of that name, or another account ordered it.
  case notOfAccount
  /// The order has none of the names that the certificate bears.
  case noSharedName([String])
  /// An order that isn't invalid replaces it.
  case alreadyReplaced(by: OrderID)
}
