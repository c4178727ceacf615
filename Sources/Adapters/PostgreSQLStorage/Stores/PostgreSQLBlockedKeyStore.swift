package import AuthorityModel
package import Storage

package struct PostgreSQLBlockedKeyStore: BlockedKeyStore {
  private let database: PostgreSQLDatabase

  package init(_ database: PostgreSQLDatabase) {
    self.database = database
  }

  private static let columns = "fingerprint, cause, blocked_at, serial, note"

  private static let byFingerprint = Statement(
    "blocked key", "SELECT \(columns) FROM blocked_keys WHERE fingerprint = $1")

  package func blockedKey(_ fingerprint: KeyFingerprint) async throws(StorageError) -> BlockedKey? {
    try await database.read(Self.byFingerprint, [fingerprint.argument]) { rows in
      try rows.first(of: "blocked_keys", BlockedKey.init)
    }
  }

  private static let allFingerprints = Statement(
    "blocked fingerprints", "SELECT fingerprint FROM blocked_keys")

  package func blockedFingerprints() async throws(StorageError) -> [KeyFingerprint] {
    try await database.read(Self.allFingerprints, []) { rows in
      try rows.map(of: "blocked_keys") { try $0.fingerprint() }
    }
  }

  private static let page = Statement(
    "blocked keys",
    """
    SELECT \(columns) FROM blocked_keys WHERE fingerprint > $1 ORDER BY fingerprint LIMIT $2
    """)

  package func blockedKeys(after fingerprint: KeyFingerprint?, limit: Int)
    async throws(StorageError) -> [BlockedKey]
  {
    try await database.read(
      Self.page, [.bytes(fingerprint?.bytes ?? []), .integer(limit)]
    ) { try $0.map(of: "blocked_keys", BlockedKey.init) }
  }

  private static let unblocking = Statement(
    "unblock key",
    "DELETE FROM blocked_keys WHERE fingerprint = $1 AND cause <> $2 RETURNING true")

  /// Where its connection is lost and the key is gone when it runs again, it may say that the key was
  /// not blocked: nobody keeps who took a block away.
  package func unblock(_ fingerprint: KeyFingerprint) async throws(StorageError) -> Bool {
    try await database.write(
      Write(
        Self.unblocking,
        [fingerprint.argument, .text(BlockedKey.Cause.provenCompromise.rawValue)]
      ) { $0.count > 0 })
  }
}

extension BlockedKey {
  fileprivate init(_ columns: inout RowReader) throws {
    self.init(
      fingerprint: try columns.fingerprint(), cause: try columns.choice(),
      blockedAt: try columns.timestamp(), certificate: try columns.serial(),
      note: try columns.optionalText())
  }
}
