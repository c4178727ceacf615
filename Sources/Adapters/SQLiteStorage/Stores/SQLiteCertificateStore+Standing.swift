package import AuthorityModel
internal import CertificateFormats
internal import Foundation
internal import GRDB
package import Storage

extension SQLiteCertificateStore {
  static let standingSQL = """
    SELECT certificates.account, not_before, certificates.not_after, key_fingerprint, der,
      revoked_at, reason, source, revocations.account
    FROM certificates LEFT JOIN revocations USING (serial) WHERE serial = ? AND der IS NOT NULL
    """

  package func standing(of serial: SerialNumber) async throws(StorageError) -> CertificateStanding?
  {
    if let known = database.cache.look({ $0.standings.value(for: serial) }) { return known }
    let moment = database.cache.moment
    let found = try await database.read { database in
      let select = try database.cachedStatement(sql: Self.standingSQL)
      return try Row.fetchOne(select, arguments: [serial.blob]).map {
        try CertificateStanding(of: serial, row: $0)
      }
    }
    if let found { database.cache.remember(asOf: moment) { $0.put(found) } }
    return found
  }
}

extension CertificateStanding {
  fileprivate init(of serial: SerialNumber, row: Row) throws {
    var columns = ColumnReader(row, of: "certificates")
    let account: AccountID = try columns.id()
    let (notBefore, notAfter) = (try columns.timestamp(), try columns.timestamp())
    let key = columns.optional(Data.self).flatMap { KeyFingerprint(bytes: $0) }
    guard let facts = try? LeafFacts(certificate: columns.bytes()),
      let issuerKeyIdentifier = facts.issuerKeyIdentifier
    else { throw columns.corrupt("a certificate") }
    let revocation = try columns.optionalTimestamp().map {
      try Revocation(of: serial, at: $0, &columns)
    }
    self.init(
      reference: CertificateReference(issuerKeyIdentifier: issuerKeyIdentifier, serial: serial),
      account: account, names: facts.dnsNames, notBefore: notBefore, notAfter: notAfter, key: key,
      revocation: revocation)
  }
}
