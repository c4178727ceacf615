internal import AuthorityModel
internal import CertificateFormats
internal import Crypto
internal import Foundation
internal import Issuance
internal import IssuancePolicy
internal import Signing
internal import SwiftASN1
internal import X509

/// Makes the certificates of a new authority: root, intermediate, and that of its ACME listener.
struct AuthorityCertificates: Sendable {
  let organization: String
  /// Host name or address under which clients reach the ACME listener, beside this machine's own.
  let serverName: ServerName?
  /// What certificates name for their issuer's certificate and revocation list.
  let publicURL: String
  let keys: any AuthorityKeys

  /// How long the listener's certificate holds; browsers take no more than 398 days.
  private static let serverCertificateLifetime = Duration.seconds(397 * 24 * 60 * 60)

  func write(into layout: AuthorityDirectory, at now: Timestamp) async throws(NewAuthorityError) {
    do {
      let templates = try AuthorityTemplates(organization: organization)
      let root = try await signed(
        try templates.root(key: keys.root.publicKey, serial: serial(), at: now.date),
        as: Linter(for: .root, under: nil), by: keys.root, at: now.date)
      let rootIssuer = try IssuerDescription(derBytes: root)
      let intermediate = try await signed(
        try templates.intermediate(
          key: keys.intermediate.publicKey, serial: serial(), issuer: rootIssuer,
          publication: IssuerPublication(of: "root", below: publicURL), at: now.date),
        as: Linter(for: .intermediate, under: rootIssuer), by: keys.root, at: now.date)
      let issuer = try IssuerDescription(derBytes: intermediate)
      let serverKey = P256.Signing.PrivateKey()
      let server = try await signed(
        try serverTemplate(
          for: Certificate.PublicKey(serverKey.publicKey), under: issuer, at: now.date),
        as: Linter(for: .listener, under: issuer), by: keys.intermediate, at: now.date)
      try layout.write(PEM.text(certificates: [root]), to: .root)
      try layout.write(PEM.text(certificates: [intermediate]), to: .intermediate)
      try layout.write(PEM.text(certificates: [server, intermediate]), to: .serverCertificate)
      try layout.write(serverKey.pemRepresentation + "\n", to: .serverKey)
    } catch let error as NewAuthorityError {
      throw error
    } catch {
      throw .certificate(reason: "\(error)")
    }
  }

  private func serial() -> SerialNumber {
    var generator = SystemRandomNumberGenerator()
    return SerialNumber(using: &generator)
  }

  private func signed(
    _ tbs: TBSCertificate, as linter: Linter, by signer: any Signer, at now: Date
  ) async throws -> [UInt8] {
    try await CertificateSigner(signer).certificate(of: linter.linted(tbs.derBytes, at: now))
  }

  /// The listener's certificate, for the names by which clients on this machine reach it too.
  private func serverTemplate(
    for key: Certificate.PublicKey, under issuer: IssuerDescription, at now: Date
  ) throws -> TBSCertificate {
    let start = try CertificateTime(now)
    return try TBSCertificate(
      serialNumber: serial().bytes, signatureAlgorithm: issuer.signatureAlgorithm,
      issuer: issuer.name, validity: Validity(from: start, lasting: Self.serverCertificateLifetime),
      subject: .empty, publicKeyInfo: PublicKeyInfo(key),
      extensions: [
        EncodedExtension(KeyUsage(digitalSignature: true), isCritical: true),
        EncodedExtension(BasicConstraints.notCertificateAuthority, isCritical: true),
        EncodedExtension(ExtendedKeyUsage([.serverAuth])),
        EncodedExtension(issuer.keyIdentifier.authorityKeyIdentifier),
        EncodedExtension(KeyIdentifier(of: key).subjectKeyIdentifier),
        EncodedExtension(subjectAlternativeNames, isCritical: true),
      ])
  }

  private var subjectAlternativeNames: SubjectAlternativeNames {
    let local: [ServerName] =
      [.dns("localhost")] + ["127.0.0.1", "::1"].compactMap(ServerName.init)
    var names = local.map(\.generalName)
    if let serverName, !local.contains(serverName) { names.append(serverName.generalName) }
    return SubjectAlternativeNames(names)
  }
}
