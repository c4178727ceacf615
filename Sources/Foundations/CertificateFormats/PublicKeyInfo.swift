internal import SwiftASN1
package import X509

/// A public key as a certificate carries it: a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
package struct PublicKeyInfo: Sendable, Hashable {
  package let key: Certificate.PublicKey
  /// The DER, in the one form that the Baseline Requirements §7.1.3.1 allow for the key.
  package let derBytes: [UInt8]

  package init(_ key: Certificate.PublicKey) throws(CertificateFormatError) {
    var serializer = DER.Serializer()
    do {
      try serializer.serialize(key)
    } catch {
      throw .malformed(part: "public key", reason: ParsingFault(error).description)
    }
    self.key = key
    derBytes = serializer.serializedBytes
  }

  /// Reads a SubjectPublicKeyInfo; the bytes kept are the canonical ones, not those given.
  package init(derBytes: [UInt8]) throws(CertificateFormatError) {
    let key: Certificate.PublicKey
    do {
      key = try Certificate.PublicKey(derEncoded: derBytes)
    } catch {
      throw .malformed(part: "public key", reason: ParsingFault(error).description)
    }
    if Self.isCanonicalPoint(derBytes) {
      self.init(key: key, canonicalBytes: derBytes)
    } else {
      try self.init(key)
    }
  }

  private init(key: Certificate.PublicKey, canonicalBytes: [UInt8]) {
    self.key = key
    derBytes = canonicalBytes
  }

  /// Whether the bytes are a point in the only form that there is for it, so that they need not be made anew
  /// from the key, which computes the point's coordinates once more.
  private static func isCanonicalPoint(_ derBytes: [UInt8]) -> Bool {
    switch derBytes.count {
    case p256Prefix.count + 64: derBytes.starts(with: p256Prefix)
    case p384Prefix.count + 96: derBytes.starts(with: p384Prefix)
    default: false
    }
  }

  /// A SubjectPublicKeyInfo on a curve up to the uncompressed point's coordinates (RFC 5480 §2).
  private static let p256Prefix: [UInt8] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
  ]
  private static let p384Prefix: [UInt8] = [
    0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b,
    0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00, 0x04,
  ]
}
