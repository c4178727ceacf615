internal import SwiftASN1

extension PublicKeyInfo {
  /// The SubjectPublicKeyInfo of a TBSCertificate, byte for byte as it stands there.
  package static func derBytes(
    inTBSCertificate derBytes: [UInt8]
  ) throws(CertificateFormatError) -> [UInt8] {
    try TBSField.subjectPublicKeyInfo.bytes(in: derBytes[...])
  }

  /// The SubjectPublicKeyInfo of a certificate, byte for byte as it stands there.
  package static func derBytes(
    inCertificate derBytes: [UInt8]
  ) throws(CertificateFormatError) -> [UInt8] {
    let tbs: ArraySlice<UInt8>
    do {
      tbs = try DER.sequence(DER.parse(derBytes), identifier: .sequence) { nodes in
        guard let tbs = nodes.next() else { throw ParsingFault("the certificate is empty") }
        while nodes.next() != nil {}
        return tbs.encodedBytes
      }
    } catch {
      throw .malformed(part: "certificate", reason: ParsingFault(error).description)
    }
    return try TBSField.subjectPublicKeyInfo.bytes(in: tbs)
  }
}
