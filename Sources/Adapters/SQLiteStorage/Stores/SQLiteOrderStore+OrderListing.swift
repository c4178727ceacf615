package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

extension SQLiteOrderStore: OrderListing {
  /// Reads one stretch of the index, backwards; ids begin with their time.
  static let listingSQL = """
    SELECT \(Order.columns) FROM orders WHERE account = ? AND id < ? ORDER BY id DESC LIMIT ?
    """
  /// A byte longer than any id, and after all of them.
  static let end = Data(repeating: 0xff, count: OrderID.byteCount + 1)

  package func orders(of account: AccountID, before cursor: OrderID?, limit: Int)
    async throws(StorageError) -> [(order: Order, authorizations: [Authorization])]
  {
    try await database.readSnapshot { database in
      let select = try database.cachedStatement(sql: Self.listingSQL)
      return try Row.fetchAll(select, arguments: [account.blob, cursor?.blob ?? Self.end, limit])
        .map(Order.init)
        .map { order in
          // Only an open order's status follows from them, and there may be a hundred to each.
          (
            order,
            order.state == .open
              ? try order.fetchAuthorizations(in: database).map(\.authorization) : []
          )
        }
    }
  }
}
