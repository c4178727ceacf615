import CertificateFormats
import Crypto
import Signing
import Testing
import X509

@Suite("A software signer")
struct SoftwareSignerTests {
  @Test("signs by its key's algorithm, and proves it", arguments: SigningKeyType.allCases)
  func proof(type: SigningKeyType) async throws {
    let signer = try SoftwareSigner(generating: type)
    let expected: SignatureAlgorithm =
      switch type {
      case .p256: .ecdsaWithSHA256
      case .p384: .ecdsaWithSHA384
      case .rsa2048, .rsa3072, .rsa4096: .sha256WithRSAEncryption
      }
    #expect(signer.algorithm == expected)
    try await proveSigner(signer)
  }

  @Test("survives PEM", arguments: [SigningKeyType.p256, .p384, .rsa2048])
  func pem(type: SigningKeyType) async throws {
    let signer = try SoftwareSigner(generating: type)
    let copy = try SoftwareSigner(pemRepresentation: signer.pemRepresentation)
    #expect(copy.publicKey == signer.publicKey)
    let message = Array("To be signed".utf8)
    let signature = try await copy.signature(for: message)
    #expect(
      signer.publicKey.isValidSignature(
        signature, for: message, signatureAlgorithm: signer.algorithm.x509))
  }

  @Test("is not made of anything but a private key, and the error keeps the text secret")
  func unreadable() throws {
    for text in ["", "secret", "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----"] {
      let error = try #require(throws: SigningError.self) {
        _ = try SoftwareSigner(pemRepresentation: text)
      }
      #expect(
        error.description == "the private key cannot be read: it is not an unencrypted PKCS #8, "
          + "SEC 1 or PKCS #1 private key in PEM")
    }
  }

  @Test("is not made of a key that a CA may not use")
  func unsupported() {
    #expect(throws: SigningError.self) {
      _ = try SoftwareSigner(Certificate.PrivateKey(Curve25519.Signing.PrivateKey()))
    }
  }
}

@Suite("A proof")
struct SignerProofTests {
  /// A signer that has another key than it says, as after a stale key handle.
  private struct Impostor: Signer {
    let publicKey: Certificate.PublicKey
    let algorithm: SignatureAlgorithm
    let key: SoftwareSigner

    func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
      try await key.signature(for: message)
    }
  }

  @Test("fails for another key of the same type")
  func impostor() async throws {
    let publicKey = try SoftwareSigner(generating: .p256).publicKey
    let impostor = Impostor(
      publicKey: publicKey, algorithm: .ecdsaWithSHA256,
      key: try SoftwareSigner(generating: .p256))
    await #expect(throws: SigningError.proofFailed(expected: publicKey.fingerprint)) {
      try await proveSigner(impostor)
    }
  }

  @Test("passes on what the signer throws")
  func failure() async throws {
    struct Broken: Signer {
      let publicKey: Certificate.PublicKey
      let algorithm = SignatureAlgorithm.ecdsaWithSHA256
      func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
        throw .busy(queued: 1, capacity: 1)
      }
    }
    let broken = Broken(publicKey: try SoftwareSigner(generating: .p256).publicKey)
    await #expect(throws: SigningError.busy(queued: 1, capacity: 1)) {
      try await proveSigner(broken)
    }
  }

  @Test("is about 64 hex digits of a public key")
  func fingerprint() throws {
    let key = P256.Signing.PrivateKey().publicKey
    let expected = SHA256.hash(data: key.derRepresentation).description.suffix(64)
    #expect(Certificate.PublicKey(key).fingerprint == expected)
  }
}
