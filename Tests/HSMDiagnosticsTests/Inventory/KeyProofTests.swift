import Crypto
import Cryptoki
import Testing
import X509

@testable import HSMDiagnostics

@Suite("Proof that a private key is a certificate's")
struct KeyProofTests {
  @Test("The right key is proved, by name or without", arguments: [KeyPairType.p384, .rsa2048])
  func proved(type: KeyPairType) throws {
    let session = try SoftHSM.makeSession()
    _ = try KeyGeneration(.p256, label: "other", id: nil).key(in: session)
    let key = try KeyGeneration(type, label: "r1", id: [7]).key(in: session)
    let proof = try KeyProof(certificateKey: try #require(key.publicKeys.first))
    for name in [nil, KeyName.label("r1"), .id([7])] {
      #expect(try proof.provenKey(named: name, in: session) == key)
    }
  }

  @Test("A key whose public half the token doesn't show is found by its signature")
  func hidden() throws {
    let session = try SoftHSM.makeSession()
    _ = try KeyGeneration(.p256, label: "other", id: nil).key(in: session)
    let key = try KeyGeneration(.p256, label: "r1", id: [7]).key(in: session)
    for object in try session.objects(matching: ObjectQuery(.publicKey)) {
      try session.destroy(object)
    }
    let proof = try KeyProof(certificateKey: try #require(key.publicKeys.first))
    #expect(try proof.provenKey(named: nil, in: session).handle == key.handle)
    let fault = #expect(throws: KeyProofFault.self) {
      try proof.provenKey(named: .label("other"), in: session)
    }
    guard case .proofFailed(key: "label \"other\"", _) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test("Every failure has its own case")
  func faults() throws {
    let session = try SoftHSM.makeSession()
    _ = try KeyGeneration(.p256, label: "r1", id: [1]).key(in: session)
    _ = try KeyGeneration(.rsa2048, label: "r2", id: [2]).key(in: session)
    let stranger = Certificate.PublicKey(P256.Signing.PrivateKey().publicKey)
    let proof = try KeyProof(certificateKey: stranger)
    #expect(
      fault(of: proof, .label("R1"), session)?.hasSuffix("Did you mean label \"r1\"?") == true)
    #expect(
      fault(of: proof, .id([9, 9]), session)?.hasSuffix(
        "It holds \"r1\" (EC P-256, id 01), \"r2\" (RSA 2048, id 02).") == true)
    #expect(
      fault(of: proof, .label("r1"), session)?.contains("is another than the certificate's") == true
    )
    #expect(
      fault(of: proof, .label("r2"), session)?.contains(
        "is RSA 2048, but the certificate's is EC P-256") == true)
    #expect(fault(of: proof, nil, session)?.hasPrefix("No private key of the token is") == true)
  }

  @Test("A label that two keys bear is not chosen from")
  func ambiguous() throws {
    let session = try SoftHSM.makeSession()
    for id in [[1], [2]] as [[UInt8]] {
      _ = try session.generateKeyPair(.p256, label: "r1", id: id)
    }
    let key = Certificate.PublicKey(P256.Signing.PrivateKey().publicKey)
    #expect(throws: KeyProofFault.ambiguous(key: "label \"r1\"", ids: ["01", "02"])) {
      try KeyProof(certificateKey: key).provenKey(named: .label("r1"), in: session)
    }
  }

  private func fault(of proof: KeyProof, _ name: KeyName?, _ session: Session) -> String? {
    #expect(throws: KeyProofFault.self) { try proof.provenKey(named: name, in: session) }?
      .description
  }
}
