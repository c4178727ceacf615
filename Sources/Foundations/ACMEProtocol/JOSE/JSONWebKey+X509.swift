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

  /// The key of a certificate or CSR, as an account would have it; nil where no certificate can have it.
  ///
  /// A certificate's key must not be an account's (RFC 8555 §11.1): the thumbprint tells.
  package init?(subjectPublicKeyInfo: [UInt8]) {
    if let key = try? P256.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo) {
      // The point stands uncompressed at the end; to ask the key for it would be to compute it anew.
      self.init(
        curve: "P-256", point: Array(subjectPublicKeyInfo.suffix(64)), material: .p256(key))
    } else if let key = try? P384.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo) {
      self.init(
        curve: "P-384", point: Array(subjectPublicKeyInfo.suffix(96)), material: .p384(key))
    } else if let key = try? _RSA.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo),
      let numbers = try? key.getKeyPrimitives()
    {
      self.init(
        modulus: Array(numbers.modulus), exponent: Array(numbers.publicExponent),
        material: .rsa(key))
    } else {
      return nil
    }
  }

  /// SEQUENCE { SEQUENCE { id-Ed25519 }, BIT STRING (32 octets) } (RFC 8410 §4), up to the key.
  private static let ed25519Prefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]
}
