internal import AuthorityModel
internal import CertificateFormats
internal import Foundation
internal import GRDB

/// Revoked certificates and blocked keys, and which certificates bear a key.
///
/// A revocation says all that CRLs and OCSP will want to know, so that neither reads certificates.
enum RevocationsSchema {
  static let name = "0004 revocations"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE revocations (
          serial BLOB NOT NULL PRIMARY KEY,
          issuer TEXT NOT NULL,
          not_after INTEGER NOT NULL,
          revoked_at INTEGER NOT NULL,
          reason INTEGER NOT NULL,
          source TEXT NOT NULL,
          account BLOB,
          changed_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE blocked_keys (
          fingerprint BLOB NOT NULL PRIMARY KEY,
          cause TEXT NOT NULL,
          blocked_at INTEGER NOT NULL,
          serial BLOB,
          note TEXT
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE certificates ADD COLUMN key_fingerprint BLOB;
        """)
    try fingerprintCertificates(in: database)
    try database.execute(
      sql: "CREATE INDEX certificates_by_key ON certificates (key_fingerprint)")
  }

  /// Finds out the keys of certificates that were issued before keys were kept with them.
  private static func fingerprintCertificates(in database: Database) throws {
    let select = try database.makeStatement(
      sql: """
        SELECT rowid, tbs, der FROM certificates WHERE rowid > ? ORDER BY rowid LIMIT 500
        """)
    let update = try database.makeStatement(
      sql: "UPDATE certificates SET key_fingerprint = ? WHERE rowid = ?")
    var last: Int64 = 0
    while case let rows = try Row.fetchAll(select, arguments: [last]), !rows.isEmpty {
      for row in rows {
        var columns = ColumnReader(row, of: "certificates")
        last = try columns.value()
        let (tbs, der) = (columns.optional(Data.self), columns.optional(Data.self))
        // What can't be read could never be revoked by its key; nothing else needs the fingerprint.
        guard let fingerprint = fingerprint(tbs: tbs, der: der) else { continue }
        try update.execute(arguments: [fingerprint.blob, last])
      }
    }
  }

  private static func fingerprint(tbs: Data?, der: Data?) -> KeyFingerprint? {
    let key: [UInt8]?
    if let der {
      key = try? PublicKeyInfo.derBytes(inCertificate: Array(der))
    } else {
      key = try? PublicKeyInfo.derBytes(inTBSCertificate: Array(tbs ?? Data()))
    }
    return key.map(KeyFingerprint.init(ofSubjectPublicKeyInfo:))
  }
}
