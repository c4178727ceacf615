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
    try self.init(key)
  }
}
