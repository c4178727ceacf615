/// Where an issuer publishes its certificate and the list of those that it revoked.
///
/// The Baseline Requirements want both places named in what the issuer signs (§7.1.2.7.6,
/// §7.1.2.11.2), and want plain HTTP there: a verifier that needs TLS to check TLS goes in circles.
package struct IssuerPublication: Sendable, Hashable {
  /// The certificate in DER (RFC 5280 §4.2.2.1).
  package let certificateURL: String
  /// The revocation list in DER (RFC 5280 §4.2.1.13).
  package let revocationListURL: String

  /// The places on the public listener.
  ///
  /// - Parameters:
  ///   - issuer: The issuer's name in the configuration.
  ///   - publicURL: `http://`, a host, perhaps a port and a path; no slash at the end.
  package init(of issuer: String, below publicURL: String) {
    let segment = Self.pathSegment(issuer)
    certificateURL = "\(publicURL)/issuer/\(segment).cer"
    revocationListURL = "\(publicURL)/crl/\(segment).crl"
  }

  /// Unreserved characters as they are, others percent-encoded (RFC 3986 §2.3).
  private static func pathSegment(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let octets = text.utf8.flatMap { octet -> [UInt8] in
      switch octet {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        [octet]
      default: [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 0xf)]]
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }
}
