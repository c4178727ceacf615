package import AuthorityModel
internal import GRDB
package import Storage

package struct SQLiteCertificateStore: CertificateStore {
  let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  package func certificate(_ serial: SerialNumber) async throws(StorageError) -> IssuedCertificate?
  {
    if let known = database.cache.look({ $0.certificates.value(for: serial) }) { return known }
    return try await database.read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT issuer, account, order_id, der, not_before, not_after FROM certificates
          WHERE serial = ? AND der IS NOT NULL
          """)
      guard let row = try Row.fetchOne(select, arguments: [serial.blob]) else { return nil }
      var columns = ColumnReader(row, of: "certificates")
      return IssuedCertificate(
        serial: serial, issuer: try columns.value(), account: try columns.id(),
        order: try columns.id(), der: try columns.bytes(), notBefore: try columns.timestamp(),
        notAfter: try columns.timestamp())
    }
  }
}
