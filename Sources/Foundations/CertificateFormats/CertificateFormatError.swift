package import SwiftASN1

/// What kept a value from becoming DER, or DER from becoming a value.
package enum CertificateFormatError: Error, Sendable, Equatable {
  /// The serial number is zero or longer than 20 octets (RFC 5280 §4.1.2.2).
  case serialNumber(octets: Int)
  /// The certificate would end before it begins.
  case emptyValidity
  /// A time lies outside the years 1950 to 9999, all that RFC 5280 §4.1.2.5 can express.
  case time
  /// An extension stands twice (RFC 5280 §4.2).
  case duplicateExtension(ASN1ObjectIdentifier)
  /// A part isn't the DER that it should be.
  case malformed(part: String, reason: String)
  /// The text holds no PEM block of the kind that was looked for.
  case noPEMBlock(label: String)
}

extension CertificateFormatError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .serialNumber(let octets):
      "The serial number takes \(octets) octets; it must be positive and take 20 at most."
    case .emptyValidity:
      "The certificate would end before it begins; make its validity longer."
    case .time:
      "A certificate can only hold times of the years 1950 to 9999; check clock and validity."
    case .duplicateExtension(let oid):
      "The extension \(oid) stands twice in the certificate; give it once."
    case .malformed(let part, let reason):
      "The \(part) isn't well-formed: \(reason)."
    case .noPEMBlock(let label):
      "The text holds no block that begins with \"-----BEGIN \(label)-----\"."
    }
  }
}
