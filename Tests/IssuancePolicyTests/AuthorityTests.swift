import AuthorityModel
import CertificateFormats
import Crypto
import Foundation
import IssuancePolicy
import SwiftASN1
import Testing
import X509

struct AuthorityTests {
  let now = Date(timeIntervalSince1970: 1_795_392_000)
  let key = P256.Signing.PrivateKey()

  func root() throws -> Certificate {
    let templates = try AuthorityTemplates(organization: "Grüße & Co", country: "DE")
    let tbs = try templates.root(key: .init(key.publicKey), serial: .random(), at: now)
    return try Certificate(derEncoded: SoftwareKey.p256(key).certificate(tbs))
  }

  @Test func rootIsOneThatBrowsersKnow() throws {
    let root = try root()
    #expect(
      root.subject
        == (try DistinguishedName {
          CountryName("DE")
          OrganizationName("Grüße & Co")
          CommonName("Grüße & Co Root R1")
        }))
    #expect(root.issuer == root.subject)
    #expect(root.extensions.count == 4)
    #expect(try root.extensions.keyUsage == KeyUsage(keyCertSign: true, cRLSign: true))
    #expect(root.notValidAfter == now.addingTimeInterval(7_305 * 86_400 - 1))
    let description = try IssuerDescription(certificate: root)
    #expect(description.name.derBytes == (try EncodedName(issuerOf: root)).derBytes)
    #expect(description.signatureAlgorithm == .ecdsaWithSHA256)
    #expect(description.publicKey == .init(key.publicKey))
  }

  @Test func intermediateIssuesServerCertificatesOnly() throws {
    let templates = try AuthorityTemplates(organization: "Test")
    let root = try IssuerDescription(certificate: root())
    let tbs = try templates.intermediate(
      key: .init(P384.Signing.PrivateKey().publicKey), serial: .random(), issuer: root,
      publication: .tests, at: now)
    let made = try Certificate(derEncoded: SoftwareKey.p256(key).certificate(tbs))
    #expect(made.signatureAlgorithm == .ecdsaWithSHA256)
    #expect(try made.extensions.basicConstraints == .isCertificateAuthority(maxPathLength: 0))
    #expect(try made.extensions.extendedKeyUsage == ExtendedKeyUsage([.serverAuth]))
    #expect(
      try made.extensions.keyUsage
        == KeyUsage(digitalSignature: true, keyCertSign: true, cRLSign: true))
    #expect(try IssuerDescription(certificate: made).signatureAlgorithm == .ecdsaWithSHA384)
  }

  @Test func intermediateNeverOutlivesItsRoot() throws {
    let templates = try AuthorityTemplates(organization: "Test")
    let root = try IssuerDescription(certificate: root())
    #expect(throws: TemplateError.self) {
      try templates.intermediate(
        key: .init(key.publicKey), serial: .random(), issuer: root, publication: .tests,
        at: now.addingTimeInterval(16 * 365 * 86_400))
    }
  }

  @Test(arguments: [
    ("", "DE"), (String(repeating: "x", count: 49), "DE"), ("a\nb", "DE"), ("Test", "de"),
    ("Test", "DEU"), ("Test", ""),
  ])
  func refusesNamesThatX509CannotHold(organization: String, country: String) {
    #expect(throws: TemplateError.self) {
      try AuthorityTemplates(organization: organization, country: country)
    }
  }

  @Test func refusesKeysThatNoAlgorithmOfOursUses() throws {
    let templates = try AuthorityTemplates(organization: "Test")
    #expect(throws: TemplateError.keyType("P521.PublicKey")) {
      try templates.root(
        key: .init(P521.Signing.PrivateKey().publicKey), serial: .random(), at: now)
    }
  }

  static let constraints = BasicConstraints.isCertificateAuthority(maxPathLength: nil)

  func certificate(
    @ExtensionsBuilder extensions: () throws -> Result<Certificate.Extensions, any Error>
  ) throws -> Certificate {
    let name = try DistinguishedName { CommonName("Odd") }
    return try Certificate(
      version: .v3, serialNumber: 1, publicKey: .init(key.publicKey), notValidBefore: now,
      notValidAfter: now.addingTimeInterval(60), issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256, extensions: .init(builder: extensions),
      issuerPrivateKey: .init(key))
  }

  @Test func refusesIssuersThatAreNone() throws {
    let leaf = try certificate {
      BasicConstraints.notCertificateAuthority
      KeyUsage(keyCertSign: true)
    }
    #expect(throws: IssuerError.notAuthority(subject: "CN=Odd")) {
      try IssuerDescription(certificate: leaf)
    }
    let listsOnly = try certificate {
      Critical(Self.constraints)
      KeyUsage(cRLSign: true)
    }
    #expect(throws: IssuerError.lacksCertificateSigning(subject: "CN=Odd")) {
      try IssuerDescription(certificate: listsOnly)
    }
    let unnamedKey = try certificate {
      Critical(Self.constraints)
      KeyUsage(keyCertSign: true)
    }
    #expect(throws: IssuerError.lacksKeyIdentifier(subject: "CN=Odd")) {
      try IssuerDescription(certificate: unnamedKey)
    }
    #expect(throws: IssuerError.self) { try IssuerDescription(derBytes: [1, 2, 3]) }
  }
}
