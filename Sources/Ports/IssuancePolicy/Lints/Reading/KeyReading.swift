internal import CertificateFormats
internal import SwiftASN1

/// A SubjectPublicKeyInfo as it is written (RFC 5280 §4.1.2.7).
struct KeyReading {
  enum Kind {
    /// Content octets of the two INTEGERs, sign octet included.
    case rsa(modulus: ArraySlice<UInt8>, exponent: ArraySlice<UInt8>)
    case ellipticCurve(coordinateLength: Int)
    /// An algorithm, or an encoding of its identifier, that isn't allowed.
    case other
  }

  /// The DER of the AlgorithmIdentifier.
  let algorithm: ArraySlice<UInt8>
  /// The content of the BIT STRING.
  let bits: ArraySlice<UInt8>
  let kind: Kind

  init(_ node: ASN1Node) throws(ParsingFault) {
    var parts = try PartReader(node, of: "subjectPublicKeyInfo")
    algorithm = try parts.next(.sequence, "algorithm").encodedBytes
    let (octets, unused) = try parts.next(.bitString, "key").bits("public key")
    try parts.end()
    guard unused == 0 else { throw ParsingFault("the public key ends within an octet") }
    bits = octets
    kind = try Self.kind(algorithm, bits: octets)
  }

  var isRSA: Bool {
    if case .rsa = kind { true } else { false }
  }

  /// Compared byte for byte, as the Baseline Requirements §7.1.3.1 have it.
  private static func kind(
    _ algorithm: ArraySlice<UInt8>, bits: ArraySlice<UInt8>
  ) throws(ParsingFault) -> Kind {
    if algorithm.elementsEqual(rsaEncryption) {
      var numbers = try PartReader(ParsedDER.node(of: bits, "RSA key"), of: "RSA key")
      let modulus = try numbers.next(.integer, "modulus").octets(of: "modulus")
      let exponent = try numbers.next(.integer, "exponent").octets(of: "exponent")
      try numbers.end()
      return .rsa(modulus: modulus, exponent: exponent)
    }
    if algorithm.elementsEqual(p256) { return .ellipticCurve(coordinateLength: 32) }
    if algorithm.elementsEqual(p384) { return .ellipticCurve(coordinateLength: 48) }
    if algorithm.elementsEqual(p521) { return .ellipticCurve(coordinateLength: 66) }
    return .other
  }

  private static let rsaEncryption: [UInt8] = [
    0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
  ]
  private static let p256: [UInt8] = [
    0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
    0xce, 0x3d, 0x03, 0x01, 0x07,
  ]
  private static let p384: [UInt8] = [
    0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04,
    0x00, 0x22,
  ]
  private static let p521: [UInt8] = [
    0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04,
    0x00, 0x23,
  ]
}
