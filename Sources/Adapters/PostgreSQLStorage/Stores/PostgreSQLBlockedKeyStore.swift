package import AuthorityModel
package import Storage

package struct PostgreSQLBlockedKeyStore: BlockedKeyStore {
  private let database: PostgreSQLDatabase

  package init(_ database: PostgreSQLDatabase) {
    self.database = database
  }

  private static let columns = "fingerprint, cause, blocked_at, serial, note"

  static let byFingerprint = Statement(
    "blocked key", "SELECT \(columns) FROM blocked_keys WHERE fingerprint = $1")

  package func blockedKey(_ fingerprint: KeyFingerprint) async throws(StorageError) -> BlockedKey? {
    try await database.read(Self.byFingerprint, [fingerprint.argument]) { rows in
      try rows.first(of: "blocked_keys", BlockedKey.init)
    }
  }

  static let allFingerprints = Statement(
    "blocked fingerprints", "SELECT fingerprint FROM blocked_keys")

  package func blockedFingerprints() async throws(StorageError) -> [KeyFingerprint] {
    try await database.read(Self.allFingerprints, []) { rows in
      try rows.map(of: "blocked_keys") { try $0.fingerprint() }
    }
  }

  static let page = Statement(
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

  /// Who took a block away is kept, by the write's name and with its time.
  static let unblocking = Statement(
    "unblock key",
    """
    WITH unblocked AS (
      DELETE FROM blocked_keys WHERE fingerprint = $1 AND cause <> $2 RETURNING fingerprint)
    INSERT INTO unblockings (written_by, fingerprint) SELECT $3, fingerprint FROM unblocked
    RETURNING true
    """)

  static let unblocked = Statement(
    "unblocked key", "SELECT FROM unblockings WHERE written_by = $1")

  package func unblock(_ fingerprint: KeyFingerprint) async throws(StorageError) -> Bool {
    let write = WriteID()
    return try await database.write(
      Write(
        Self.unblocking,
        [
          fingerprint.argument, .text(BlockedKey.Cause.provenCompromise.rawValue), write.argument,
        ], recognizedBy: Recognition(anyRowOf: Self.unblocked, [write.argument])
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
