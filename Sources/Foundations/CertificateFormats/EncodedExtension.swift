package import SwiftASN1
package import X509

/// A certificate extension in its DER, encoded once and used in many certificates.
package struct EncodedExtension: Sendable, Hashable {
  package let oid: ASN1ObjectIdentifier
  /// The DER of the Extension (RFC 5280 §4.1).
  package let derBytes: [UInt8]

  package init(_ element: Certificate.Extension) throws(CertificateFormatError) {
    var serializer = DER.Serializer()
    do {
      try serializer.serialize(element)
    } catch {
      throw .malformed(part: "extension \(element.oid)", reason: ParsingFault(error).description)
    }
    oid = element.oid
    derBytes = serializer.serializedBytes
  }

  /// Encodes one of swift-certificates' extensions.
  ///
  /// - Parameter isCritical: Whether a verifier that doesn't know it must refuse the certificate.
  package init(
    _ source: some CertificateExtensionConvertible, isCritical: Bool = false
  ) throws(CertificateFormatError) {
    let element: Certificate.Extension
    do {
      let made = try source.makeCertificateExtension()
      element = Certificate.Extension(oid: made.oid, critical: isCritical, value: made.value)
    } catch {
      throw .malformed(
        part: "extension \(type(of: source))", reason: ParsingFault(error).description)
    }
    try self.init(element)
  }

  /// States the policies under which a certificate is issued (RFC 5280 §4.2.1.4), unqualified.
  package init(certificatePolicies oids: [ASN1ObjectIdentifier]) throws(CertificateFormatError) {
    var serializer = DER.Serializer()
    do {
      try serializer.appendConstructedNode(identifier: .sequence) { policies in
        for oid in oids {
          try policies.appendConstructedNode(identifier: .sequence) { try $0.serialize(oid) }
        }
      }
    } catch {
      throw .malformed(part: "certificate policies", reason: ParsingFault(error).description)
    }
    try self.init(
      Certificate.Extension(
        oid: .X509ExtensionID.certificatePolicies, critical: false,
        value: serializer.serializedBytes[...]))
  }

  /// States where the list of revoked certificates is fetched (RFC 5280 §4.2.1.13): one point, by its
  /// full name.
  package init(crlDistributionPoint url: String) throws(CertificateFormatError) {
    var serializer = DER.Serializer()
    serializer.appendConstructedNode(identifier: .sequence) { points in
      points.appendConstructedNode(identifier: .sequence) { point in
        // distributionPoint [0], of the choice fullName [0]; a URI is [6].
        point.appendConstructedNode(identifier: Self.tag(0)) { name in
          name.appendConstructedNode(identifier: Self.tag(0)) { fullName in
            fullName.appendPrimitiveNode(identifier: Self.tag(6)) {
              $0.append(contentsOf: url.utf8)
            }
          }
        }
      }
    }
    try self.init(
      Certificate.Extension(
        oid: .X509ExtensionID.crlDistributionPoints, critical: false,
        value: serializer.serializedBytes[...]))
  }

  private static func tag(_ number: UInt) -> ASN1Identifier {
    ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }
}

extension ASN1ObjectIdentifier.X509ExtensionID {
  /// `id-ce-certificatePolicies`, for which swift-certificates has no name.
  package static let certificatePolicies: ASN1ObjectIdentifier = [2, 5, 29, 32]
  /// `id-ce-cRLDistributionPoints`, likewise.
  package static let crlDistributionPoints: ASN1ObjectIdentifier = [2, 5, 29, 31]
}
