/// The DER of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), made of what a token tells of a key.
///
/// The few lines of DER are written here since this layer knows nothing but Cryptoki.
enum SubjectPublicKeyInfo {
  /// - Note: RFC 3279 §2.3.1.
  static func rsa(modulus: [UInt8], publicExponent: [UInt8]) -> [UInt8] {
    let rsaEncryption: [UInt8] = [
      0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]
    let key = node(0x30, unsignedInteger(modulus) + unsignedInteger(publicExponent))
    return node(0x30, rsaEncryption + bitString(key))
  }

  /// - Parameters:
  ///   - curve: The curve.
  ///   - point: `CKA_EC_POINT`. The standard has it wrapped in an OCTET STRING (PKCS #11 v2.40
  ///     mechanisms §2.3.3); some tokens give the bare point.
  /// - Note: RFC 5480 §2.
  static func ec(curve: NamedCurve, point: [UInt8]) throws(CryptokiError) -> [UInt8] {
    let length = 1 + 2 * curve.coordinateLengthInBytes
    let isWrapped =
      point.count == length + 2 && point[0] == 0x04 && point[1] == UInt8(length) && point[2] == 0x04
    let bare = isWrapped ? Array(point.dropFirst(2)) : point
    guard bare.count == length, bare.first == 0x04 else {
      throw .publicKeyUnreadable(
        reason: "CKA_EC_POINT of \(point.count) bytes is no uncompressed point of \(curve)")
    }
    let idECPublicKey: [UInt8] = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]
    return node(0x30, node(0x30, idECPublicKey + curve.parameters) + bitString(bare))
  }

  private static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 {
      length.insert(UInt8(rest & 0xff), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }

  private static func bitString(_ content: [UInt8]) -> [UInt8] {
    node(0x03, [0] + content)
  }

  private static func unsignedInteger(_ bytes: [UInt8]) -> [UInt8] {
    let digits = bytes.drop { $0 == 0 }
    let needsSign = digits.first.map { $0 >= 0x80 } ?? true
    return node(0x02, (needsSign ? [0] : []) + digits)
  }
}
