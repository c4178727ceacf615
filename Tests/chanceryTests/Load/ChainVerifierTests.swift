import Crypto
import Foundation
import SwiftASN1
import Testing
import X509

@testable import chancery

@Suite("Check of chains")
struct ChainVerifierTests {
  private let root = Certificate.PrivateKey(P256.Signing.PrivateKey())
  private let issuer = Certificate.PrivateKey(P256.Signing.PrivateKey())
  private let applicant = Certificate.PrivateKey(P256.Signing.PrivateKey())
  private let verifier = ChainVerifier()

  @Test("A chain as ordered is accepted, whatever the order of its names")
  func accepted() throws {
    let chain = try chain(leafSigner: issuer, issuerSigner: root)
    let leaf = try verifier.leaf(
      of: chain, names: ["b.test", "a.test"], key: applicant.publicKey)
    #expect(leaf.publicKey == applicant.publicKey)
    #expect(leaf.serialText.count == 40)
  }

  @Test("Other names than ordered are refused")
  func names() throws {
    let chain = try chain(leafSigner: issuer, issuerSigner: root)
    #expect(throws: ChainError.wrongNames(["a.test", "b.test"], wanted: ["a.test"])) {
      try verifier.leaf(of: chain, names: ["a.test"], key: applicant.publicKey)
    }
  }

  @Test("Another key than the CSR's is refused")
  func key() throws {
    let chain = try chain(leafSigner: issuer, issuerSigner: root)
    #expect(throws: ChainError.wrongKey) {
      try verifier.leaf(of: chain, names: ["a.test", "b.test"], key: issuer.publicKey)
    }
  }

  @Test("A signature that does not fit is found, though the issuers were seen before")
  func links() throws {
    let names = ["a.test", "b.test"]
    let good = try chain(leafSigner: issuer, issuerSigner: root)
    _ = try verifier.leaf(of: good, names: names, key: applicant.publicKey)
    let tail = try #require(good.firstRange(of: "-----END CERTIFICATE-----")).upperBound
    let forged = try pem(certificate(key: applicant, signer: applicant, names: names))
    #expect(throws: ChainError.brokenLink(1)) {
      let chain = forged.trimmingCharacters(in: .newlines) + good[tail...]
      return try verifier.leaf(of: chain, names: names, key: applicant.publicKey)
    }
    let broken = try chain(leafSigner: issuer, issuerSigner: issuer)
    #expect(throws: ChainError.brokenLink(2)) {
      try verifier.leaf(of: broken, names: names, key: applicant.publicKey)
    }
  }

  @Test("What is no chain is refused", arguments: ["", "{}", "-----END CERTIFICATE-----"])
  func unreadable(text: String) {
    let error = #expect(throws: ChainError.self) {
      try verifier.leaf(of: text, names: [], key: applicant.publicKey)
    }
    guard case .unreadable = error else {
      Issue.record("\(String(describing: error)) is not .unreadable")
      return
    }
  }

  @Test("A CSR asks for the names, and proves its key", arguments: CertificateKeyType.allCases)
  func signingRequest(type: CertificateKeyType) throws {
    let key = try type.makeKey()
    let csr = try CertificateSigningRequest(
      derEncoded: try type.signingRequest(names: ["a.test", "b.test"], key: key))
    #expect(csr.publicKey == key.publicKey)
    #expect(csr.publicKey.isValidSignature(csr.signature, for: csr))
    let names = try csr.attributes.extensionRequest?.extensions.subjectAlternativeNames
    #expect(names == SubjectAlternativeNames([.dnsName("a.test"), .dnsName("b.test")]))
  }

  private func chain(
    leafSigner: Certificate.PrivateKey, issuerSigner: Certificate.PrivateKey
  ) throws -> String {
    try pem(certificate(key: applicant, signer: leafSigner, names: ["a.test", "b.test"]))
      + pem(certificate(key: issuer, signer: issuerSigner, names: []))
      + pem(certificate(key: root, signer: root, names: []))
  }

  private func certificate(
    key: Certificate.PrivateKey, signer: Certificate.PrivateKey, names: [String]
  ) throws -> Certificate {
    try Certificate(
      version: .v3, serialNumber: .init(bytes: [1] + [UInt8](repeating: 10, count: 19)),
      publicKey: key.publicKey, notValidBefore: Date(timeIntervalSince1970: 1_700_000_000),
      notValidAfter: Date(timeIntervalSince1970: 1_900_000_000),
      issuer: DistinguishedName { CommonName("issuer") }, subject: DistinguishedName(),
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions {
        SubjectAlternativeNames(names.map { .dnsName($0) })
      }, issuerPrivateKey: signer)
  }

  private func pem(_ certificate: Certificate) throws -> String {
    try certificate.serializeAsPEM().pemString + "\n"
  }
}
