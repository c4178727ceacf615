package import AuthorityModel
package import Storage

package struct PostgreSQLCertificateStore: CertificateStore {
  let database: PostgreSQLDatabase

  package init(_ database: PostgreSQLDatabase) {
    self.database = database
  }

  static let bySerial = Statement(
    "certificate by serial",
    """
    SELECT issuer, account, order_id, der, not_before, not_after FROM certificates
    WHERE serial = $1 AND der IS NOT NULL
    """)

  package func certificate(_ serial: SerialNumber) async throws(StorageError) -> IssuedCertificate?
  {
    try await database.read(Self.bySerial, [serial.argument]) { rows in
      try rows.first(of: "certificates") { columns in
        IssuedCertificate(
          serial: serial, issuer: try columns.text(), account: try columns.id(),
          order: try columns.id(), der: try columns.bytes(), notBefore: try columns.timestamp(),
          notAfter: try columns.timestamp())
      }
    }
  }
}
