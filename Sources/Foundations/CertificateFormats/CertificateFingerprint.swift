internal import Crypto

/// The SHA-256 of a certificate's DER, by which people and logs name a certificate.
package struct CertificateFingerprint: Sendable, Hashable {
  package let bytes: [UInt8]

  package init(of derBytes: [UInt8]) {
    bytes = Array(SHA256.hash(data: derBytes))
  }
}

/// 64 lowercase hexadecimal digits.
extension CertificateFingerprint: CustomStringConvertible {
  package var description: String {
    HexText.text(bytes)
  }
}
