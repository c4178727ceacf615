import CertificateFormats
import Crypto
import CryptoExtras
import X509

/// A private key in memory that signs what the templates make.
enum SoftwareKey {
  case p256(P256.Signing.PrivateKey)
  case p384(P384.Signing.PrivateKey)
  case rsa(_RSA.Signing.PrivateKey)

  var publicKey: Certificate.PublicKey {
    switch self {
    case .p256(let key): .init(key.publicKey)
    case .p384(let key): .init(key.publicKey)
    case .rsa(let key): .init(key.publicKey)
    }
  }

  func certificate(_ tbs: TBSCertificate) throws -> [UInt8] {
    let bytes = tbs.derBytes
    return SignedCertificate(
      tbs: bytes, algorithm: tbs.signatureAlgorithm, signature: try signature(for: bytes)
    ).derBytes
  }

  private func signature(for bytes: [UInt8]) throws -> [UInt8] {
    switch self {
    case .p256(let key): Array(try key.signature(for: bytes).derRepresentation)
    case .p384(let key): Array(try key.signature(for: bytes).derRepresentation)
    case .rsa(let key):
      Array(
        try key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
          .rawRepresentation)
    }
  }
}

/// The kinds of key that an authority may have.
enum KeyKind: CaseIterable {
  case p256, p384, rsa

  func key() throws -> SoftwareKey {
    switch self {
    case .p256: .p256(.init())
    case .p384: .p384(.init())
    case .rsa: .rsa(try .init(keySize: .bits2048))
    }
  }
}
