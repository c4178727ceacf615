internal import Crypto
internal import CryptoExtras

extension JSONWebKey {
  /// DER of the key's SubjectPublicKeyInfo, as a certificate for it would hold it: the bytes by which
  /// a key is known in all its uses.
  package var subjectPublicKeyInfo: [UInt8] {
    switch material {
    case .p256(let key): Array(key.derRepresentation)
    case .p384(let key): Array(key.derRepresentation)
    case .rsa(let key): Array(key.derRepresentation)
    case .ed25519(let key): Self.ed25519Prefix + Array(key.rawRepresentation)
    }
  }

  /// SEQUENCE { SEQUENCE { id-Ed25519 }, BIT STRING (32 octets) } (RFC 8410 §4), up to the key.
  private static let ed25519Prefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]
}
