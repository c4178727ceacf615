import ACMEProtocol

/// An order and its URL.
struct PlacedOrder: Sendable {
  let url: String
  var resource: OrderResource
  /// What it was finalized with.
  var finalization = ""

  /// The order's path on the server.
  var path: String { String(url.dropFirst(TestAuthority.externalURL.count)) }
}
