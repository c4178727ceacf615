package import AuthorityModel

/// Lists the orders of an account.
package protocol OrderListing: Sendable {
  /// The latest orders of an account, newest first, as of one moment; the open ones with their
  /// authorizations, which their status follows from.
  ///
  /// What a page costs doesn't depend on how many orders there are.
  ///
  /// - Parameters:
  ///   - cursor: Where to go on: only orders that were placed before this one; nil for the newest.
  ///   - limit: How many at the most.
  func orders(of account: AccountID, before cursor: OrderID?, limit: Int)
    async throws(StorageError) -> [(order: Order, authorizations: [Authorization])]
}
