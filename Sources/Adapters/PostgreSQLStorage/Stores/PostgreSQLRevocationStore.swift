package import AuthorityModel
package import Storage

package struct PostgreSQLRevocationStore: RevocationStore {
  private let database: PostgreSQLDatabase

  package init(_ database: PostgreSQLDatabase) {
    self.database = database
  }

  static let bySerial = Statement(
    "revocation by serial", "SELECT \(Revocation.columns) FROM revocations WHERE serial = $1")

  package func revocation(of serial: SerialNumber) async throws(StorageError) -> Revocation? {
    try await database.read(Self.bySerial, [serial.argument]) { rows in
      try rows.first(of: "revocations", Revocation.init)
    }
  }

  /// Who is second locks the first one's row by a vain update, which returns it even where it was
  /// committed after the statement began.
  static let revoking = Statement(
    "revoke certificate",
    """
    INSERT INTO revocations AS r
      (serial, issuer, not_after, revoked_at, reason, source, account, changed_at, written_by)
    SELECT serial, issuer, not_after, $2, $3, $4, $5, $2, $6 FROM certificates WHERE serial = $1
    ON CONFLICT (serial) DO UPDATE SET serial = r.serial
    RETURNING \(Revocation.columns), written_by = $6
    """)

  package func revoke(_ revocation: Revocation) async throws(StorageError) -> (
    standing: Revocation, isNew: Bool
  )? {
    let source = SourceColumns(revocation.source)
    let arguments: [Argument] = [
      revocation.serial.argument, revocation.revokedAt.argument,
      .integer(revocation.reason.rawValue), .text(source.name.rawValue),
      .bytes(source.account?.bytes), WriteID().argument,
    ]
    // The second time it finds its own row, which bears its name.
    return try await database.write(
      Write(Self.revoking, arguments) { rows in
        try rows.first(of: "revocations") { (try Revocation(&$0), try $0.boolean()) }
      })
  }

  /// Runs while no reservation is under way: what was reserved before is there to be revoked, and what
  /// comes after sees the block.
  static let holdingReservations = Statement(
    "hold reservations", "SELECT chancery_hold_reservations()")

  static let blocking = Statement(
    "block key",
    """
    WITH blocked AS (
      INSERT INTO blocked_keys AS b (fingerprint, cause, blocked_at, serial, note, written_by)
      VALUES ($1, $2, $3, $4, $5, $10)
      ON CONFLICT (fingerprint) DO UPDATE
      SET cause = excluded.cause, serial = excluded.serial, written_by = excluded.written_by
      WHERE excluded.cause = $6 AND b.cause <> excluded.cause
      RETURNING fingerprint),
    changed AS (
      INSERT INTO revocations AS r
        (serial, issuer, not_after, revoked_at, reason, source, changed_at, written_by)
      SELECT serial, issuer, not_after, $3, $7,
        CASE WHEN serial = $4 THEN $8 ELSE $9 END, $3, $10
      FROM certificates WHERE key_fingerprint = $1 AND not_after >= $3
      ON CONFLICT (serial) DO UPDATE
      SET reason = excluded.reason, source = excluded.source, account = NULL,
        changed_at = excluded.changed_at, written_by = excluded.written_by
      WHERE r.reason <> excluded.reason
      RETURNING serial)
    SELECT EXISTS (SELECT FROM blocked), serial
    FROM (SELECT) AS one LEFT JOIN changed ON true
    """)

  /// Reads revocations by their blocked key's certificates, as the block does.
  static let blocked = Statement(
    "blocked key of write",
    """
    SELECT EXISTS (SELECT FROM blocked_keys WHERE fingerprint = $1 AND written_by = $2), r.serial
    FROM (SELECT) AS one LEFT JOIN (
      SELECT serial FROM certificates JOIN revocations USING (serial)
      WHERE key_fingerprint = $1 AND written_by = $2) AS r ON true
    """)

  package func block(_ key: BlockedKey, at now: Timestamp) async throws(StorageError)
    -> KeyBlocking
  {
    let write = WriteID()
    let arguments: [Argument] = [
      key.fingerprint.argument, .text(key.cause.rawValue), now.argument,
      .bytes(key.certificate?.bytes), .text(key.note),
      .text(BlockedKey.Cause.provenCompromise.rawValue),
      .integer(RevocationReason.keyCompromise.rawValue),
      .text(key.sourceOfItsOwn.rawValue), .text(SourceColumns.Name.blockedKey.rawValue),
      write.argument,
    ]
    let recognition = Recognition<KeyBlocking>(
      Self.blocked, [key.fingerprint.argument, write.argument],
      where: { !$0.isNew && $0.changed.isEmpty }, Self.keyBlocking)
    return try await database.write(
      Write(
        [Command(Self.holdingReservations), Command(Self.blocking, arguments)],
        recognizedBy: recognition, Self.keyBlocking))
  }

  @Sendable private static func keyBlocking(_ rows: Rows) throws -> KeyBlocking {
    var isNew = false
    var changed: Set<SerialNumber> = []
    _ = try rows.map(of: "revocations") { columns in
      isNew = try columns.boolean()
      if let serial = try columns.serial() { changed.insert(serial) }
    }
    return KeyBlocking(isNew: isNew, changed: changed)
  }

  static let counting = Statement(
    "count certificates of key",
    """
    SELECT count(*) FROM certificates LEFT JOIN revocations USING (serial)
    WHERE key_fingerprint = $1 AND certificates.not_after >= $2 AND coalesce(reason, -1) <> $3
    """)

  package func certificateCount(toRevokeFor fingerprint: KeyFingerprint, at now: Timestamp)
    async throws(StorageError) -> Int
  {
    try await database.read(
      Self.counting,
      [
        fingerprint.argument, now.argument, .integer(RevocationReason.keyCompromise.rawValue),
      ]
    ) { rows in try rows.first(of: "certificates") { try $0.int() } ?? 0 }
  }
}
