package import AuthorityModel
internal import CertificateFormats
package import Storage

extension PostgreSQLCertificateStore {
  static let standing = Statement(
    "standing of certificate",
    """
    SELECT c.account, c.not_before, c.not_after, c.key_fingerprint, c.der,
      r.serial, r.revoked_at, r.reason, r.source, r.account
    FROM certificates AS c LEFT JOIN revocations AS r ON r.serial = $1
    WHERE c.serial = $1 AND c.der IS NOT NULL
    """)

  package func standing(of serial: SerialNumber) async throws(StorageError) -> CertificateStanding?
  {
    try await database.read(Self.standing, [serial.argument]) { rows in
      try rows.first(of: "certificates") { try CertificateStanding(of: serial, &$0) }
    }
  }
}

extension CertificateStanding {
  fileprivate init(of serial: SerialNumber, _ columns: inout RowReader) throws {
    let account: AccountID = try columns.id()
    let (notBefore, notAfter) = (try columns.timestamp(), try columns.timestamp())
    let key = try columns.fingerprint()
    guard let facts = try? LeafFacts(certificate: columns.bytes()),
      let issuerKeyIdentifier = facts.issuerKeyIdentifier
    else { throw columns.corrupt("a certificate") }
    let revocation = columns.isNull() ? nil : try Revocation(&columns)
    self.init(
      reference: CertificateReference(issuerKeyIdentifier: issuerKeyIdentifier, serial: serial),
      account: account, names: facts.dnsNames, notBefore: notBefore, notAfter: notAfter, key: key,
      revocation: revocation)
  }
}
