package import AuthorityModel
internal import GRDB
package import Storage

package struct SQLiteProvenControl: ProvenControl {
  /// SQLite takes the index `authorizations_live` only where its own condition is asked, too.
  static let query =
    """
    SELECT 1 FROM authorizations
    WHERE account = ? AND identifier = ? AND is_wildcard = ? AND expires_at > ?
      AND state = 'valid' AND state IN ('pending', 'valid') AND is_in_validation = 0
    LIMIT 1
    """

  private let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  package func account(_ account: AccountID, controls names: [String], at now: Timestamp)
    async throws(StorageError) -> Bool
  {
    try await database.readSnapshot { database in
      let select = try database.cachedStatement(sql: Self.query)
      return try names.allSatisfy { name in
        let isWildcard = name.hasPrefix("*.")
        let identifier = Identifier.dns(isWildcard ? String(name.dropFirst(2)) : name)
        return try Int.fetchOne(
          select, arguments: [account.blob, identifier.columnText, isWildcard, now.column]) != nil
      }
    }
  }
}
