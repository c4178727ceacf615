internal import CertificateFormats
internal import SwiftASN1
internal import X509

extension EncodedExtension {
  /// The purposes a key is certified for (RFC 5280 §4.2.1.12).
  init(extendedKeyUsages usages: [ExtendedKeyUsage.Usage]) throws(CertificateFormatError) {
    do {
      try self.init(ExtendedKeyUsage(usages))
    } catch let error as CertificateFormatError {
      throw error
    } catch {
      throw .malformed(part: "extended key usage", reason: ParsingFault(error).description)
    }
  }

  /// Where the issuer's certificate and its revocation list are fetched (RFC 5280 §4.2.2.1,
  /// §4.2.1.13).
  static func places(
    of publication: IssuerPublication
  ) throws(CertificateFormatError) -> [EncodedExtension] {
    [
      try EncodedExtension(
        AuthorityInformationAccess([
          .init(
            method: .issuingCA,
            location: .uniformResourceIdentifier(publication.certificateURL))
        ])),
      try EncodedExtension(crlDistributionPoint: publication.revocationListURL),
    ]
  }
}

extension ASN1ObjectIdentifier {
  /// Domain-validated, of the CA/Browser Forum (Baseline Requirements §7.1.6.1).
  static let domainValidated: ASN1ObjectIdentifier = [2, 23, 140, 1, 2, 1]
}
