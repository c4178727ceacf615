internal import Crypto
internal import CryptoExtras
package import SwiftASN1
package import X509

/// The algorithm by which an issuer's key signs.
///
/// One key has exactly one: P-256 signs with SHA-256, P-384 with SHA-384 and RSA (PKCS #1 v1.5)
/// with SHA-256, as the CA/B Baseline Requirements §7.1.3.2 have it.
package enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable, Codable {
  case ecdsaWithSHA256
  case ecdsaWithSHA384
  case sha256WithRSAEncryption

  /// The algorithm by which the private half of a key signs; nil for keys that a CA may not use.
  package init?(of publicKey: Certificate.PublicKey) {
    if P256.Signing.PublicKey(publicKey) != nil {
      self = .ecdsaWithSHA256
    } else if P384.Signing.PublicKey(publicKey) != nil {
      self = .ecdsaWithSHA384
    } else if _RSA.Signing.PublicKey(publicKey) != nil {
      self = .sha256WithRSAEncryption
    } else {
      return nil
    }
  }

  /// The same algorithm in swift-certificates' words.
  package var x509: Certificate.SignatureAlgorithm {
    switch self {
    case .ecdsaWithSHA256: .ecdsaWithSHA256
    case .ecdsaWithSHA384: .ecdsaWithSHA384
    case .sha256WithRSAEncryption: .sha256WithRSAEncryption
    }
  }
}

/// Written as an AlgorithmIdentifier: without parameters for ECDSA (RFC 5758 §3.2), with an explicit
/// NULL for RSA (RFC 4055 §5).
extension SignatureAlgorithm: DERSerializable {
  package func serialize(into coder: inout DER.Serializer) throws {
    coder.serializeRawBytes(algorithmIdentifier)
  }

  /// The DER of the AlgorithmIdentifier.
  package var algorithmIdentifier: [UInt8] {
    switch self {
    case .ecdsaWithSHA256:
      [0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]
    case .ecdsaWithSHA384:
      [0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03]
    case .sha256WithRSAEncryption:
      [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00]
    }
  }
}
