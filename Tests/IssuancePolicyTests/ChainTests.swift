import AuthorityModel
import CertificateFormats
import Crypto
import Foundation
import IssuancePolicy
import SwiftASN1
import Testing
@_spi(FixedExpiryValidationTime) import X509

/// Root, intermediate and leaf as `chancery` makes them, shown to verifiers that aren't ours.
struct ChainTests {
  /// 2026-11-23, when the authority was made and the leaf was asked for.
  let now = Date(timeIntervalSince1970: 1_795_392_000)

  struct Chain {
    let root: [UInt8]
    let intermediate: [UInt8]
    let leaf: [UInt8]
  }

  func issuer(_ kind: KeyKind) throws -> (
    key: SoftwareKey, description: IssuerDescription, root: [UInt8], certificate: [UInt8]
  ) {
    let templates = try AuthorityTemplates(organization: "Chancery Tests")
    let rootKey = try kind.key()
    let root = try rootKey.certificate(
      templates.root(key: rootKey.publicKey, serial: .random(), at: now))
    let key = try kind.key()
    let certificate = try rootKey.certificate(
      templates.intermediate(
        key: key.publicKey, serial: .random(), issuer: IssuerDescription(derBytes: root),
        publication: IssuerPublication(of: "root", below: "http://ca.example"), at: now))
    return (key, try IssuerDescription(derBytes: certificate), root, certificate)
  }

  func profile(validity: Duration = .seconds(90 * 86_400)) throws -> CertificateProfile {
    try #require(
      CertificateProfile(name: "default", validity: validity))
  }

  func request(_ key: SoftwareKey, names: [String]) throws -> AcceptedRequest {
    let info = try PublicKeyInfo(key.publicKey)
    return try #require(
      AcceptedRequest(
        key: AcceptedKey(spki: info.derBytes, policy: KeyPolicy()),
        names: names.map { try DomainName($0) }))
  }

  func chain(_ kind: KeyKind) throws -> Chain {
    let issuer = try issuer(kind)
    let template = try LeafTemplate(
      profile: profile(), issuer: issuer.description, publication: .tests)
    let tbs = try template.tbs(
      for: request(kind.key(), names: ["b.example", "a.example", "*.c.example"]),
      serial: .random(), at: now)
    return Chain(
      root: issuer.root, intermediate: issuer.certificate, leaf: try issuer.key.certificate(tbs))
  }

  @Test(arguments: KeyKind.allCases)
  func openSSLAcceptsTheChainStrictly(kind: KeyKind) throws {
    let chain = try chain(kind)
    let output = try OpenSSL.use { openSSL in
      try openSSL.write(PEM.text(certificates: [chain.root]), to: "root.pem")
      try openSSL.write(PEM.text(certificates: [chain.intermediate]), to: "intermediate.pem")
      try openSSL.write(PEM.text(certificates: [chain.leaf]), to: "leaf.pem")
      return try openSSL.run([
        "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "a.example",
        "-policy", "2.23.140.1.2.1", "-explicit_policy", "-attime", "1795392060",
        "-CAfile", "root.pem", "-untrusted", "intermediate.pem", "leaf.pem",
      ])
    }
    #expect(output == "leaf.pem: OK\n")
  }

  @Test(arguments: KeyKind.allCases)
  func swiftCertificatesAcceptsTheChain(kind: KeyKind) async throws {
    let chain = try chain(kind)
    let validationTime = now.addingTimeInterval(60)
    var verifier = try Verifier(
      rootCertificates: CertificateStore([Certificate(derEncoded: chain.root)])
    ) {
      RFC5280Policy(fixedExpiryValidationTime: validationTime)
      ServerIdentityPolicy(serverHostname: "x.c.example", serverIP: nil)
    }
    let result = try await verifier.validate(
      leaf: Certificate(derEncoded: chain.leaf),
      intermediates: CertificateStore([Certificate(derEncoded: chain.intermediate)]))
    guard case .validCertificate = result else {
      Issue.record("\(result)")
      return
    }
  }

  @Test(arguments: [KeyKind.p256, .rsa])
  func leafHoldsWhatTheProfileSays(kind: KeyKind) throws {
    let chain = try chain(kind)
    let leaf = try Certificate(derEncoded: chain.leaf)
    let issuer = try Certificate(derEncoded: chain.intermediate)
    #expect(leaf.subject.isEmpty)
    #expect(try EncodedName(issuerOf: leaf) == EncodedName(subjectOf: issuer))
    #expect(leaf.notValidBefore == now)
    #expect(leaf.notValidAfter == now.addingTimeInterval(90 * 86_400 - 1))
    let names = try #require(try leaf.extensions.subjectAlternativeNames)
    #expect(Array(names) == ["*.c.example", "a.example", "b.example"].map { .dnsName($0) })
    #expect(leaf.extensions[oid: .X509ExtensionID.subjectAlternativeName]?.critical == true)
    #expect(try leaf.extensions.basicConstraints == .notCertificateAuthority)
    #expect(try leaf.extensions.keyUsage == KeyUsage(digitalSignature: true))
    #expect(try leaf.extensions.extendedKeyUsage == ExtendedKeyUsage([.serverAuth]))
    #expect(
      try leaf.extensions.authorityKeyIdentifier?.keyIdentifier
        == issuer.extensions.subjectKeyIdentifier?.keyIdentifier)
    #expect(try leaf.extensions.subjectKeyIdentifier == nil)
    #expect(
      try leaf.extensions.authorityInformationAccess.map(Array.init)
        == [
          .init(
            method: .issuingCA,
            location: .uniformResourceIdentifier("http://ca.example/issuer/r1.cer"))
        ])
  }

  @Test func leafIsBackdatedButNotBeforeItsIssuer() throws {
    let issuer = try issuer(.p256)
    let template = try LeafTemplate(
      profile: profile(), issuer: issuer.description, publication: .tests)
    let request = try request(.p256(.init()), names: ["a.example"])
    let later = now.addingTimeInterval(7_200.5)
    let leaf = try template.tbs(for: request, serial: .random(), at: later)
    #expect(leaf.validity.notBefore.date == now.addingTimeInterval(3_600))
    let early = try template.tbs(for: request, serial: .random(), at: now)
    #expect(early.validity.notBefore.date == now)
    #expect(throws: TemplateError.self) {
      try template.tbs(for: request, serial: .random(), at: now.addingTimeInterval(-1))
    }
  }

  @Test func leafNeverOutlivesItsIssuer() throws {
    let issuer = try issuer(.p256)
    let request = try request(.p256(.init()), names: ["a.example"])
    let whole = Duration.seconds(
      issuer.description.validity.notAfter.secondsSince1970
        - issuer.description.validity.notBefore.secondsSince1970 + 1)
    let longest = try LeafTemplate(
      profile: profile(validity: whole), issuer: issuer.description, publication: .tests)
    let leaf = try longest.tbs(for: request, serial: .random(), at: now)
    #expect(leaf.validity == issuer.description.validity)
    let tooLong = try LeafTemplate(
      profile: profile(validity: whole + .seconds(1)), issuer: issuer.description,
      publication: .tests)
    let error = #expect(throws: TemplateError.self) {
      try tooLong.tbs(for: request, serial: .random(), at: now)
    }
    #expect(error?.description.contains("2031-11-23T00:00:00Z") == true)
  }

  @Test func sameInputsMakeTheSameBytes() throws {
    let template = try LeafTemplate(
      profile: profile(), issuer: issuer(.p256).description, publication: .tests)
    let request = try request(.p256(.init()), names: ["a.example", "b.example"])
    let serial = SerialNumber.random()
    let first = try template.tbs(for: request, serial: serial, at: now).derBytes
    #expect(try template.tbs(for: request, serial: serial, at: now).derBytes == first)
  }
}
