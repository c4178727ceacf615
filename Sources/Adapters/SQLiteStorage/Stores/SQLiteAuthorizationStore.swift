package import AuthorityModel
internal import GRDB
package import Storage

package struct SQLiteAuthorizationStore: AuthorizationStore {
  private let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  package func authorization(_ id: AuthorizationID) async throws(StorageError) -> Authorization? {
    if let known = database.cache.look({ $0.authorizations.value(for: id) }) {
      return known.authorization
    }
    let moment = database.cache.moment
    let found = try await database.read { try StoredAuthorization.fetch(id, in: $0) }
    if let found { database.cache.remember(asOf: moment) { $0.put(found) } }
    return found?.authorization
  }

  package func update(_ old: Authorization, to new: Authorization) async throws(StorageError)
    -> Bool
  {
    let columns: StatementArguments
    do { columns = try new.changingColumns } catch { throw StorageError(error) }
    let known = database.cache.look { $0.authorizations.value(for: old.id) }
    let stored: StoredAuthorization? = try await database.writer.write({ database in
      // Whoever has changed it since it was known has raised its revision.
      guard let current = try known ?? StoredAuthorization.fetch(old.id, in: database),
        current.authorization == old
      else { return nil }
      let update = try database.cachedStatement(sql: Authorization.updateSQL)
      try update.execute(arguments: [old.id.blob, current.revision] + columns)
      guard database.changesCount == 1 else { return nil }
      return StoredAuthorization(authorization: new, revision: current.revision + 1)
    }) { [cache = database.cache] stored in
      if let stored { cache.publish { $0.put(stored) } }
    }
    return stored != nil
  }

  package func authorizationsInValidation() async throws(StorageError) -> [Authorization] {
    try await database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT \(StoredAuthorization.columns) FROM authorizations
          WHERE is_in_validation = 1 ORDER BY id
          """
      ).map { try StoredAuthorization(row: $0).authorization }
    }
  }
}
