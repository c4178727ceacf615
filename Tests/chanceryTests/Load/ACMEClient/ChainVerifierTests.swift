import Crypto
import Foundation
import SwiftASN1
import Testing
import X509

@testable import chancery

@Suite("Check of chains")
struct ChainVerifierTests {
  private let authority = SampleAuthority()
  private let verifier = ChainVerifier()

  @Test("A chain as ordered is accepted, whatever the order of its names")
  func accepted() throws {
    let chain = try authority.chain(leafSigner: authority.issuer, issuerSigner: authority.root)
    let leaf = try verifier.leaf(
      of: chain, names: ["b.test", "a.test"], key: authority.applicant.publicKey)
    #expect(leaf.publicKey == authority.applicant.publicKey)
    #expect(leaf.serialText.count == 40)
  }

  @Test("Other names than ordered are refused")
  func names() throws {
    let chain = try authority.chain(leafSigner: authority.issuer, issuerSigner: authority.root)
    #expect(throws: ChainError.wrongNames(["a.test", "b.test"], wanted: ["a.test"])) {
      try verifier.leaf(of: chain, names: ["a.test"], key: authority.applicant.publicKey)
    }
  }

  @Test("Another key than the CSR's is refused")
  func key() throws {
    let chain = try authority.chain(leafSigner: authority.issuer, issuerSigner: authority.root)
    #expect(throws: ChainError.wrongKey) {
      try verifier.leaf(of: chain, names: ["a.test", "b.test"], key: authority.issuer.publicKey)
    }
  }

  @Test("A signature that does not fit is found, though the issuers were seen before")
  func links() throws {
    let names = ["a.test", "b.test"]
    let good = try authority.chain(leafSigner: authority.issuer, issuerSigner: authority.root)
    _ = try verifier.leaf(of: good, names: names, key: authority.applicant.publicKey)
    let tail = try #require(good.firstRange(of: "-----END CERTIFICATE-----")).upperBound
    let forged = try SampleAuthority.pem(
      authority.certificate(key: authority.applicant, signer: authority.applicant, names: names))
    #expect(throws: ChainError.brokenLink(1)) {
      let chain = forged.trimmingCharacters(in: .newlines) + good[tail...]
      return try verifier.leaf(of: chain, names: names, key: authority.applicant.publicKey)
    }
    let broken = try authority.chain(leafSigner: authority.issuer, issuerSigner: authority.issuer)
    #expect(throws: ChainError.brokenLink(2)) {
      try verifier.leaf(of: broken, names: names, key: authority.applicant.publicKey)
    }
  }

  @Test("What is no chain is refused", arguments: ["", "{}", "-----END CERTIFICATE-----"])
  func unreadable(text: String) {
    let error = #expect(throws: ChainError.self) {
      try verifier.leaf(of: text, names: [], key: authority.applicant.publicKey)
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
}
