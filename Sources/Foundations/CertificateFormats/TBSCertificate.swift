internal import SwiftASN1

/// What an issuer signs: a certificate without its signature (RFC 5280 §4.1.2).
///
/// Its bytes are made once and recorded before a key sees them; a retry signs the recorded bytes.
/// That is why this is apart from the signature, which ``SignedCertificate`` adds.
package struct TBSCertificate: Sendable, Equatable {
  /// The serial number, big-endian, without a sign.
  package let serialNumber: [UInt8]
  package let signatureAlgorithm: SignatureAlgorithm
  package let issuer: EncodedName
  package let validity: Validity
  package let subject: EncodedName
  package let publicKeyInfo: PublicKeyInfo
  package let extensions: [EncodedExtension]

  /// - Parameter serialNumber: Big-endian and unsigned; leading zeros are dropped.
  /// - Throws: ``CertificateFormatError`` when the serial number is impossible or an extension
  ///   stands twice.
  package init(
    serialNumber: some Sequence<UInt8>, signatureAlgorithm: SignatureAlgorithm,
    issuer: EncodedName, validity: Validity, subject: EncodedName, publicKeyInfo: PublicKeyInfo,
    extensions: [EncodedExtension]
  ) throws(CertificateFormatError) {
    let magnitude = Array(serialNumber.drop { $0 == 0 })
    // RFC 5280 §4.1.2.2 counts the octets of the encoding, sign octet included.
    let encodedLength = magnitude.count + ((magnitude.first ?? 0) & 0x80 == 0 ? 0 : 1)
    guard (1...20).contains(encodedLength) else { throw .serialNumber(octets: encodedLength) }
    // RFC 5280 §4.2 allows each extension once.
    for (index, element) in extensions.enumerated() {
      guard extensions[..<index].allSatisfy({ $0.oid != element.oid }) else {
        throw .duplicateExtension(element.oid)
      }
    }
    self.serialNumber = magnitude
    self.signatureAlgorithm = signatureAlgorithm
    self.issuer = issuer
    self.validity = validity
    self.subject = subject
    self.publicKeyInfo = publicKeyInfo
    self.extensions = extensions
  }

  /// The bytes to record, and then to sign.
  package var derBytes: [UInt8] {
    var serializer = DER.Serializer()
    serializer.appendConstructedNode(identifier: .sequence) { tbs in
      tbs.serializeRawBytes(Self.version3)
      tbs.appendPrimitiveNode(identifier: .integer) { bytes in
        if (serialNumber.first ?? 0) & 0x80 != 0 { bytes.append(0) }
        bytes.append(contentsOf: serialNumber)
      }
      tbs.serializeRawBytes(signatureAlgorithm.algorithmIdentifier)
      tbs.serializeRawBytes(issuer.derBytes)
      tbs.appendConstructedNode(identifier: .sequence) { times in
        validity.notBefore.serialize(into: &times)
        validity.notAfter.serialize(into: &times)
      }
      tbs.serializeRawBytes(subject.derBytes)
      tbs.serializeRawBytes(publicKeyInfo.derBytes)
      guard !extensions.isEmpty else { return }
      tbs.appendConstructedNode(identifier: Self.extensionsTag) { tagged in
        tagged.appendConstructedNode(identifier: .sequence) { list in
          for element in extensions { list.serializeRawBytes(element.derBytes) }
        }
      }
    }
    return serializer.serializedBytes
  }

  /// `[0] EXPLICIT INTEGER 2`: extensions ask for version 3 (RFC 5280 §4.1.2.1).
  private static let version3: [UInt8] = [0xa0, 0x03, 0x02, 0x01, 0x02]
  private static let extensionsTag = ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific)
}
