import Crypto
import CryptoExtras
import Cryptoki

/// One way to sign with a key, and how software verifies it.
enum SignatureTrial: Sendable, Hashable {
  case ecdsa
  case rsaPKCS
  case rsaPSS(SigningHash)

  /// The trials that a type of key takes part in.
  static func of(_ type: KeyPairType) -> [SignatureTrial] {
    switch type {
    case .p256, .p384: [.ecdsa]
    case .rsa2048, .rsa3072, .rsa4096: [.rsaPKCS, .rsaPSS(.sha256), .rsaPSS(.sha384)]
    }
  }

  /// Whether a token says that it signs like this.
  func isOffered(by mechanisms: [Mechanism]) -> Bool {
    mechanisms.contains { $0.type == mechanism.type && $0.flags.contains(.sign) }
  }

  /// Signs a message inside the token and verifies it outside.
  func succeeds(
    _ message: [UInt8], in session: Session, with key: ObjectHandle, _ type: KeyPairType,
    subjectPublicKeyInfo: [UInt8]
  ) throws -> Bool {
    let raw = try session.signature(
      of: input(for: message, type), with: key, mechanism: mechanism)
    switch type {
    case .p256:
      return try P256.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo)
        .isValidSignature(.init(rawRepresentation: raw), for: SHA256.hash(data: message))
    case .p384:
      return try P384.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo)
        .isValidSignature(.init(rawRepresentation: raw), for: SHA384.hash(data: message))
    case .rsa2048, .rsa3072, .rsa4096:
      let key = try _RSA.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo)
      let signature = _RSA.Signing.RSASignature(rawRepresentation: raw)
      return switch self {
      case .rsaPSS(.sha384):
        key.isValidSignature(signature, for: SHA384.hash(data: message), padding: .PSS)
      case .rsaPSS(.sha256):
        key.isValidSignature(signature, for: SHA256.hash(data: message), padding: .PSS)
      case .rsaPKCS, .ecdsa:
        key.isValidSignature(
          signature, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
      }
    }
  }

  var mechanism: SigningMechanism {
    switch self {
    case .ecdsa: .ecdsa
    case .rsaPKCS: .rsaPKCS
    case .rsaPSS(let hash): .rsaPSS(hash)
    }
  }

  private func input(for message: [UInt8], _ type: KeyPairType) -> [UInt8] {
    switch (self, type) {
    case (.ecdsa, .p384): Array(SHA384.hash(data: message))
    case (.ecdsa, _): Array(SHA256.hash(data: message))
    case (.rsaPKCS, _): Self.digestInfo + SHA256.hash(data: message)
    case (.rsaPSS(.sha256), _): Array(SHA256.hash(data: message))
    case (.rsaPSS(.sha384), _): Array(SHA384.hash(data: message))
    }
  }

  /// RFC 8017 §9.2, note 1.
  private static let digestInfo: [UInt8] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
  ]
}
