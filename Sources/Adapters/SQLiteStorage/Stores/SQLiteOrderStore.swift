package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

package struct SQLiteOrderStore: OrderStore {
  let database: SQLiteDatabase
  let accountShare: AccountShare

  package init(_ database: SQLiteDatabase, accountShare: AccountShare) {
    self.database = database
    self.accountShare = accountShare
  }

  @discardableResult
  package func insert(_ order: Order, with authorizations: [Authorization])
    async throws(StorageError) -> OrderInsertion
  {
    let columns: (order: StatementArguments, authorizations: [StatementArguments])
    do {
      columns = (try order.insertedColumns, try authorizations.map { try $0.insertedColumns })
    } catch {
      throw StorageError(error)
    }
    return try await database.writer.write({ database in
      if let rival = try order.rival(in: database) { return .alreadyReplaced(by: rival) }
      for columns in columns.authorizations {
        try database.cachedStatement(sql: Authorization.insertSQL).execute(arguments: columns)
      }
      try database.cachedStatement(sql: Order.insertSQL).execute(arguments: columns.order)
      return .inserted
    }) { [cache = database.cache] insertion in
      guard insertion == .inserted else { return }
      cache.publish { $0.put(order, with: authorizations) }
    }
  }

  package func order(_ id: OrderID) async throws(StorageError)
    -> (order: Order, authorizations: [Authorization])?
  {
    if let known = database.cache.look({ $0.order(id) }) { return known }
    let moment = database.cache.moment
    let found: (order: Order, authorizations: [StoredAuthorization])? =
      try await database.readSnapshot { database in
        let select = try database.cachedStatement(sql: Order.fetchSQL)
        guard let order = try Row.fetchOne(select, arguments: [id.blob]).map(Order.init) else {
          return nil
        }
        return (order, try order.fetchAuthorizations(in: database))
      }
    guard let found else { return nil }
    database.cache.remember(asOf: moment) { rows in
      rows.put(found.order)
      for authorization in found.authorizations { rows.put(authorization) }
    }
    return (found.order, found.authorizations.map(\.authorization))
  }

  package func liveAuthorizations(
    of account: AccountID, for names: [AuthorizedName], until time: Timestamp
  ) async throws(StorageError) -> [[Authorization]] {
    switch database.cache.look({ $0.liveNames.answer(about: names, of: account) }) {
    case .candidates([]): return Array(repeating: [], count: names.count)
    case .candidates(let places):
      let asked = places.map { names[$0] }
      let live = try await database.readSnapshot { database in
        try Authorization.fetchLive(for: asked, of: account, until: time, in: database)
      }
      var found: [[Authorization]] = Array(repeating: [], count: names.count)
      for (place, live) in zip(places, live) { found[place] = live }
      return found
    case .unknown(let reading):
      return try await learnNames(of: account, reading) { database in
        try Authorization.fetchLive(for: names, of: account, until: time, in: database)
      }
    }
  }

  /// Reads all names of an account, as of the moment of another query.
  private func learnNames<Found: Sendable>(
    of account: AccountID, _ reading: NameMemory.Reading,
    besides query: @escaping @Sendable (Database) throws -> Found
  ) async throws(StorageError) -> Found {
    do throws(StorageError) {
      let (names, found) = try await database.readSnapshot { database in
        (try Authorization.fetchNames(of: account, in: database), try query(database))
      }
      database.cache.publish { $0.liveNames.end(reading, of: account, with: names) }
      return found
    } catch {
      database.cache.publish { $0.liveNames.end(reading, of: account, with: nil) }
      throw error
    }
  }
}
