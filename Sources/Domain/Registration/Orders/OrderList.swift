package import AuthorityModel
package import Storage

/// Lists an account's orders.
///
/// - Note: RFC 8555 §7.1.2.1.
package struct OrderList: Sendable {
  package struct Page: Sendable {
    /// Newest first, without those that are invalid.
    package let orders: [OrderID]
    /// Where the next page goes on; nil where there is none.
    package let cursor: OrderID?
  }

  /// Orders that are looked at for a page; those that are invalid make it shorter, not slower.
  package static let pageSize = 50

  private let listing: any OrderListing
  private let clock: WallClock

  package init(listing: any OrderListing, clock: WallClock) {
    self.listing = listing
    self.clock = clock
  }

  /// - Parameter cursor: That of the page before; nil for the first.
  package func page(of account: Account, after cursor: OrderID?)
    async throws(RegistrationError) -> Page
  {
    let found = try await stored { () async throws(StorageError) in
      try await listing.orders(of: account.id, before: cursor, limit: Self.pageSize)
    }
    let now = clock.now
    let orders = found.filter { $0.order.status(given: $0.authorizations, at: now) != .invalid }
    return Page(
      orders: orders.map(\.order.id),
      cursor: found.count == Self.pageSize ? found.last?.order.id : nil)
  }
}
