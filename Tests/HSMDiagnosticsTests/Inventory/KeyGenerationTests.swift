import CertificateFormats
import Cryptoki
import Signing
import SwiftASN1
import Testing
import X509

@testable import HSMDiagnostics

@Suite("Key pairs that stay in their token")
struct KeyGenerationTests {
  @Test("A label or an id that is taken is refused, and nothing is generated")
  func taken() throws {
    let session = try SoftHSM.makeSession()
    _ = try KeyGeneration(.p256, label: "r1", id: [1, 2]).key(in: session)
    #expect(throws: KeyGenerationFault.labelTaken(label: "r1")) {
      try KeyGeneration(.p256, label: "r1", id: nil).key(in: session)
    }
    #expect(throws: KeyGenerationFault.idTaken(id: "0102")) {
      try KeyGeneration(.p384, label: "r2", id: [1, 2]).key(in: session)
    }
    #expect(try session.heldKeys().map(\.attributes.label) == ["r1"])
  }

  @Test("A signing request is signed by the token and verifies", arguments: KeyPairType.allCases)
  func request(type: KeyPairType) throws {
    let session = try SoftHSM.makeSession()
    let key = try KeyGeneration(type, label: "r1", id: nil).key(in: session)
    let publicKey = try #require(key.publicKeys.first)
    let subject = try SubjectName("CN=Example Root,C=US").name
    let request = try CertificateRequest(
      subject: subject, key: key, publicKey: publicKey, session: session)
    let read = try CertificateSigningRequest(derEncoded: request.derBytes)
    #expect(read.publicKey == publicKey)
    #expect(try read.subject == subject.distinguishedName)
    #expect(read.publicKey.isValidSignature(read.signature, for: read))
    #expect(request.pemText.hasPrefix("-----BEGIN CERTIFICATE REQUEST-----\n"))
    #expect(
      try Certificate.PublicKey(pemEncoded: publicKey.pemText) == publicKey)
  }
}
