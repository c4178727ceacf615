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

  /// The thumbprint of a key that was found sound elsewhere, as its CSR's signature proves; nil where no
  /// account can have it.
  ///
  /// To read a key of P-256 means to look whether its point lies on the curve, which is not asked again here.
  package static func thumbprint(ofSoundKey subjectPublicKeyInfo: [UInt8]) -> [UInt8]? {
    guard subjectPublicKeyInfo.count == p256Prefix.count + 64,
      subjectPublicKeyInfo.starts(with: p256Prefix)
    else { return JSONWebKey(subjectPublicKeyInfo: subjectPublicKeyInfo)?.thumbprint }
    let point = Array(subjectPublicKeyInfo.suffix(64))
    return Array(SHA256.hash(data: canonicalJSON(curve: "P-256", point: point)))
  }

  /// SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING (04, x, y) } (RFC 5480 §2), up to x.
  private static let p256Prefix: [UInt8] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
  ]

  /// SEQUENCE { SEQUENCE { id-Ed25519 }, BIT STRING (32 octets) } (RFC 8410 §4), up to the key.
  private static let ed25519Prefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]
}
