package import AuthorityModel
package import CertificateFormats
package import FoundationEssentials
internal import SwiftASN1
internal import X509

/// Makes server certificates of one profile under one issuer, ready to be signed.
///
/// Everything that these certificates share is encoded once, here. There is no subject key
/// identifier: it is of use in CAs alone, and not recommended elsewhere (Baseline Requirements
/// §7.1.2.7.6).
package struct LeafTemplate: Sendable {
  package let profile: CertificateProfile
  package let issuer: IssuerDescription
  /// What validity its certificates get.
  package let validityTerms: ValidityTerms

  private let shared: [EncodedExtension]

  /// - Parameter publication: Where the issuer's certificate and revocation list are fetched.
  package init(
    profile: CertificateProfile, issuer: IssuerDescription, publication: IssuerPublication
  ) throws(CertificateFormatError) {
    self.profile = profile
    self.issuer = issuer
    validityTerms = ValidityTerms(profile: profile, issuer: issuer)
    shared =
      try [
        // For RSA too: key encipherment beside it is not recommended (§7.1.2.7.11).
        EncodedExtension(KeyUsage(digitalSignature: true), isCritical: true),
        EncodedExtension(BasicConstraints.notCertificateAuthority, isCritical: true),
        EncodedExtension(extendedKeyUsages: [.serverAuth]),
        EncodedExtension(certificatePolicies: [.domainValidated]),
        EncodedExtension(issuer.keyIdentifier.authorityKeyIdentifier),
      ] + EncodedExtension.places(of: publication)
  }

  /// A certificate for an accepted request, valid as asked, else from a little before now.
  ///
  /// - Parameter serial: Recorded as taken before the certificate is signed.
  /// - Throws: ``TemplateError/outlivesIssuer(notAfter:issuerNotAfter:)`` rather than a certificate
  ///   shorter than the profile promises.
  package func tbs(
    for request: AcceptedRequest, serial: SerialNumber, at now: Date,
    valid requested: RequestedValidity = .unspecified
  ) throws(TemplateError) -> TBSCertificate {
    let validity = try validity(for: requested, at: now)
    do {
      return try TBSCertificate(
        serialNumber: serial.bytes, signatureAlgorithm: issuer.signatureAlgorithm,
        issuer: issuer.name, validity: validity, subject: .empty, publicKeyInfo: request.key.info,
        extensions: extensions(for: request))
    } catch {
      throw .format(error)
    }
  }

  private func validity(
    for requested: RequestedValidity, at date: Date
  ) throws(TemplateError) -> Validity {
    let now: CertificateTime
    do {
      now = try CertificateTime(date)
    } catch {
      throw .format(error)
    }
    return try validityTerms.validity(for: requested, at: now)
  }

  private func extensions(
    for request: AcceptedRequest
  ) throws(CertificateFormatError) -> [EncodedExtension] {
    let names = SubjectAlternativeNames(request.names.map { .dnsName($0.text) })
    // Critical because the subject is empty (RFC 5280 §4.2.1.6).
    return shared + [try EncodedExtension(names, isCritical: true)]
  }
}
