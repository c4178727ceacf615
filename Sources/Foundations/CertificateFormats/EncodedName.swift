internal import SwiftASN1
package import X509

/// A distinguished name together with the very bytes that stand for it.
///
/// A certificate's issuer must equal the subject of the issuer's certificate, and many verifiers
/// compare bytes (RFC 5280 §4.1.2.4, §7.1); so the bytes are carried along and never written anew.
package struct EncodedName: Sendable, Hashable {
  /// The DER of the name.
  package let derBytes: [UInt8]

  /// The name without any attribute, as the subject of most server certificates is.
  package static let empty = EncodedName(verbatim: [0x30, 0x00])

  /// Writes a name that has no bytes yet.
  package init(_ name: DistinguishedName) throws(CertificateFormatError) {
    var serializer = DER.Serializer()
    do {
      try serializer.serialize(name)
    } catch {
      throw .malformed(part: "name", reason: ParsingFault(error).description)
    }
    derBytes = serializer.serializedBytes
  }

  private init(verbatim bytes: [UInt8]) {
    derBytes = bytes
  }

  /// The subject of a certificate, byte for byte.
  package init(subjectOf certificate: Certificate) throws(CertificateFormatError) {
    derBytes = try TBSField.subject.bytes(in: certificate.tbsCertificateBytes)
  }

  /// The issuer named in a certificate, byte for byte.
  package init(issuerOf certificate: Certificate) throws(CertificateFormatError) {
    derBytes = try TBSField.issuer.bytes(in: certificate.tbsCertificateBytes)
  }

  /// The issuer named in a certificate's DER, byte for byte; nil for bytes that are no certificate.
  package init?(issuerOfCertificate derBytes: [UInt8]) {
    guard let certificate = try? Certificate(derEncoded: derBytes),
      let name = try? EncodedName(issuerOf: certificate)
    else { return nil }
    self = name
  }

  package var isEmpty: Bool {
    self == .empty
  }

  /// The name in swift-certificates' words.
  package var distinguishedName: DistinguishedName {
    get throws(CertificateFormatError) {
      do {
        return try DistinguishedName(derEncoded: DER.parse(derBytes))
      } catch {
        throw .malformed(part: "name", reason: ParsingFault(error).description)
      }
    }
  }
}
