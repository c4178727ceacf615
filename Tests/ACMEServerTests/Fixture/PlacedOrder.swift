import ACMEProtocol

/// An order and its URL.
struct PlacedOrder: Sendable {
  let url: String
  var resource: OrderResource

  /// The order's path on the server.
  var path: String { String(url.dropFirst(TestAuthority.externalURL.count)) }
}
