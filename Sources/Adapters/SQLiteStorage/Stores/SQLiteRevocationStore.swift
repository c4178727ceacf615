package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

package struct SQLiteRevocationStore: RevocationStore {
  private let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  /// Serial number, issuer and end of what was or may be issued, also of what is just being signed.
  private static func certificates(where condition: String) -> String {
    """
    SELECT serial, issuer, not_after FROM certificates WHERE \(condition)
    UNION ALL SELECT serial, issuer, not_after FROM jobs WHERE serial IS NOT NULL AND \(condition)
    """
  }

  package func revocation(of serial: SerialNumber) async throws(StorageError) -> Revocation? {
    try await database.read { try Revocation.fetch(serial, in: $0) }
  }

  package func revoke(_ revocation: Revocation) async throws(StorageError) -> (
    standing: Revocation, isNew: Bool
  )? {
    try await database.writer.write({ database in
      let insert = try database.cachedStatement(
        sql: """
          INSERT INTO revocations
            (serial, issuer, not_after, revoked_at, reason, source, account, changed_at)
          SELECT serial, issuer, not_after, ?, ?, ?, ?, ?
          FROM (\(Self.certificates(where: "serial = ?6")))
          WHERE true ON CONFLICT (serial) DO NOTHING
          """)
      let source = SourceColumns(revocation.source)
      let time = revocation.revokedAt.column
      try insert.execute(arguments: [
        time, revocation.reason.rawValue, source.name.rawValue, source.account?.blob, time,
        revocation.serial.blob,
      ])
      let isNew = database.changesCount == 1
      return try Revocation.fetch(revocation.serial, in: database).map { ($0, isNew) }
    }) { [cache = database.cache] _ in
      cache.publish { $0.standings.removeValue(for: revocation.serial) }
    }
  }

  package func block(_ key: BlockedKey, at now: Timestamp) async throws(StorageError)
    -> KeyBlocking
  {
    try await database.writer.write({ database in
      let isNew = try key.insert(at: now, in: database)
      let revoke = try database.cachedStatement(
        sql: """
          INSERT INTO revocations
            (serial, issuer, not_after, revoked_at, reason, source, changed_at)
          SELECT serial, issuer, not_after, ?1, ?2, iif(serial = ?3, ?4, ?5), ?1
          FROM (\(Self.certificates(where: "key_fingerprint = ?6 AND not_after >= ?1")))
          WHERE true
          ON CONFLICT (serial) DO UPDATE
          SET reason = excluded.reason, source = excluded.source, account = NULL,
            changed_at = excluded.changed_at
          WHERE revocations.reason <> excluded.reason
          RETURNING serial
          """)
      let changed = try Row.fetchAll(
        revoke,
        arguments: [
          now.column, RevocationReason.keyCompromise.rawValue, key.certificate?.blob,
          key.sourceOfItsOwn.rawValue, SourceColumns.Name.blockedKey.rawValue,
          key.fingerprint.blob,
        ]
      ).map { row in
        var columns = ColumnReader(row, of: "revocations")
        guard let serial = try columns.serial() else { throw columns.corrupt("a serial number") }
        return serial
      }
      return KeyBlocking(isNew: isNew, changed: Set(changed))
    }) { [cache = database.cache] blocking in
      cache.publish { rows in
        for serial in blocking.changed { rows.standings.removeValue(for: serial) }
      }
    }
  }

  package func certificateCount(toRevokeFor fingerprint: KeyFingerprint, at now: Timestamp)
    async throws(StorageError) -> Int
  {
    try await database.read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT count(*)
          FROM (\(Self.certificates(where: "key_fingerprint = ?1 AND not_after >= ?2")))
          LEFT JOIN revocations USING (serial) WHERE ifnull(reason, -1) <> ?3
          """)
      return try Int.fetchOne(
        select,
        arguments: [
          fingerprint.blob, now.column, RevocationReason.keyCompromise.rawValue,
        ]) ?? 0
    }
  }
}

extension Revocation {
  fileprivate static func fetch(_ serial: SerialNumber, in database: Database) throws
    -> Revocation?
  {
    let select = try database.cachedStatement(
      sql: "SELECT revoked_at, reason, source, account FROM revocations WHERE serial = ?")
    guard let row = try Row.fetchOne(select, arguments: [serial.blob]) else { return nil }
    var columns = ColumnReader(row, of: "revocations")
    return try Revocation(of: serial, at: columns.timestamp(), &columns)
  }

  /// Reads on in a row, from the reason on.
  init(of serial: SerialNumber, at revokedAt: Timestamp, _ columns: inout ColumnReader) throws {
    guard let reason = RevocationReason(rawValue: try columns.value()) else {
      throw columns.corrupt("the reason")
    }
    self.init(serial: serial, revokedAt: revokedAt, reason: reason, source: try .init(&columns))
  }
}

extension Revocation.Source {
  fileprivate init(_ columns: inout ColumnReader) throws {
    let name: SourceColumns.Name = try columns.choice()
    switch name {
    case .subscriber: self = .subscriber(try columns.id())
    case .authorizedAccount: self = .authorizedAccount(try columns.id())
    case .certificateKey: self = .certificateKey
    case .blockedKey: self = .blockedKey
    case .administrator: self = .administrator
    }
  }
}
