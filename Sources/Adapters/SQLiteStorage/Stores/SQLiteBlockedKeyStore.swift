package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

package struct SQLiteBlockedKeyStore: BlockedKeyStore {
  private let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  package func blockedKey(_ fingerprint: KeyFingerprint) async throws(StorageError) -> BlockedKey? {
    try await database.read { database in
      let select = try database.cachedStatement(
        sql: "SELECT \(BlockedKey.columns) FROM blocked_keys WHERE fingerprint = ?")
      return try Row.fetchOne(select, arguments: [fingerprint.blob]).map(BlockedKey.init)
    }
  }

  package func blockedFingerprints() async throws(StorageError) -> [KeyFingerprint] {
    try await database.read { database in
      try Row.fetchAll(database, sql: "SELECT fingerprint FROM blocked_keys").map { row in
        var columns = ColumnReader(row, of: "blocked_keys")
        return try columns.fingerprint()
      }
    }
  }

  package func blockedKeys(after fingerprint: KeyFingerprint?, limit: Int)
    async throws(StorageError) -> [BlockedKey]
  {
    try await database.read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT \(BlockedKey.columns) FROM blocked_keys
          WHERE fingerprint > ? ORDER BY fingerprint LIMIT ?
          """)
      return try Row.fetchAll(select, arguments: [fingerprint?.blob ?? Data(), limit])
        .map(BlockedKey.init)
    }
  }

  package func unblock(_ fingerprint: KeyFingerprint) async throws(StorageError) -> Bool {
    try await database.writer.write { database in
      let delete = try database.cachedStatement(
        sql: "DELETE FROM blocked_keys WHERE fingerprint = ? AND cause <> ?")
      try delete.execute(arguments: [
        fingerprint.blob, BlockedKey.Cause.provenCompromise.rawValue,
      ])
      return database.changesCount == 1
    }
  }
}

extension BlockedKey {
  fileprivate static let columns = "fingerprint, cause, blocked_at, serial, note"

  /// Whether a key is blocked, as seen by a commit under way.
  static func isBlocked(_ fingerprint: KeyFingerprint, in database: Database) throws -> Bool {
    let select = try database.cachedStatement(
      sql: "SELECT 1 FROM blocked_keys WHERE fingerprint = ?")
    return try Int.fetchOne(select, arguments: [fingerprint.blob]) != nil
  }

  /// Inserts it, or makes a block that somebody decided one that was proved.
  ///
  /// - Returns: Whether it changed anything.
  func insert(at now: Timestamp, in database: Database) throws -> Bool {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO blocked_keys (\(Self.columns)) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (fingerprint) DO UPDATE SET cause = excluded.cause, serial = excluded.serial
        WHERE excluded.cause = ? AND blocked_keys.cause <> excluded.cause
        """)
    try insert.execute(arguments: [
      fingerprint.blob, cause.rawValue, now.column, certificate?.blob, note,
      Cause.provenCompromise.rawValue,
    ])
    return database.changesCount == 1
  }

  fileprivate init(row: Row) throws {
    var columns = ColumnReader(row, of: "blocked_keys")
    self.init(
      fingerprint: try columns.fingerprint(), cause: try columns.choice(),
      blockedAt: try columns.timestamp(), certificate: try columns.serial(),
      note: columns.optional())
  }
}
