internal import AuthorityModel
internal import CertificateFormats
internal import SwiftASN1
internal import X509

/// A certificate that somebody wants revoked, taken apart; it may be anybody's.
struct PresentedCertificate {
  /// Nil where it is none that this CA would draw.
  let serial: SerialNumber?
  let key: KeyFingerprint
  /// The DNS names, wildcards with their asterisk.
  let names: [String]

  init(derBytes: [UInt8]) throws(RevocationError) {
    do {
      let certificate = try Certificate(derEncoded: derBytes)
      serial = SerialNumber(bytes: Array(certificate.serialNumber.bytes))
      key = KeyFingerprint(
        ofSubjectPublicKeyInfo: try PublicKeyInfo.derBytes(inCertificate: derBytes))
      names = try certificate.extensions.subjectAlternativeNames.map(Self.dnsNames) ?? []
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
  }

  private static func dnsNames(in names: SubjectAlternativeNames) -> [String] {
    names.compactMap { if case .dnsName(let name) = $0 { name } else { nil } }
  }
}
