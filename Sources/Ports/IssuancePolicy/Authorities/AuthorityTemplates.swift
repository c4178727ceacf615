package import AuthorityModel
package import CertificateFormats
package import FoundationEssentials
internal import SwiftASN1
package import X509

/// The certificates of a new authority: a root, and an intermediate that issues.
///
/// Names hold country, organization and common name, all of which the Baseline Requirements
/// §7.1.2.10.2 ask for.
package struct AuthorityTemplates: Sendable, Hashable {
  /// ISO 3166's user-assigned code: a country that says that none was given, instead of a wrong one.
  package static let unspecifiedCountry = "XX"

  package let organization: String
  package let country: String

  /// - Parameter organization: 1 to 64 characters less those the common names add (X.520's
  ///   `ub-common-name`).
  /// - Parameter country: Two capital letters of ISO 3166-1.
  package init(
    organization: String, country: String = unspecifiedCountry
  ) throws(TemplateError) {
    let longest = 64 - Role.longestSuffix
    guard (1...longest).contains(organization.unicodeScalars.count),
      !organization.contains(where: \.isNewline)
    else {
      throw .authorityName(
        reason: "The organization's name must have 1 to \(longest) characters, on one line.")
    }
    guard country.utf8.count == 2,
      country.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else {
      throw .authorityName(
        reason: "The country must be two capital letters, such as DE or US (ISO 3166-1).")
    }
    self.organization = organization
    self.country = country
  }

  /// A self-signed root, valid for 20 years.
  ///
  /// - Note: CA/B Baseline Requirements §7.1.2.1.
  package func root(
    key: Certificate.PublicKey, serial: SerialNumber, at now: Date
  ) throws(TemplateError) -> TBSCertificate {
    try template {
      let name = try name(of: .root)
      return try TBSCertificate(
        serialNumber: serial.bytes, signatureAlgorithm: Self.algorithm(of: key), issuer: name,
        validity: Validity(from: CertificateTime(now), lasting: .days(20 * 365 + 5)),
        subject: name, publicKeyInfo: PublicKeyInfo(key),
        extensions: [
          EncodedExtension(
            BasicConstraints.isCertificateAuthority(maxPathLength: nil), isCritical: true),
          EncodedExtension(KeyUsage(keyCertSign: true, cRLSign: true), isCritical: true),
          // Recommended, though its own (§7.1.2.1.3).
          EncodedExtension(KeyIdentifier(of: key).authorityKeyIdentifier),
          EncodedExtension(KeyIdentifier(of: key).subjectKeyIdentifier),
        ])
    }
  }

  /// An intermediate for server certificates alone, valid for 5 years, at most as long as its root.
  ///
  /// - Parameter publication: Where the root's certificate and revocation list are fetched.
  /// - Note: CA/B Baseline Requirements §7.1.2.6.
  package func intermediate(
    key: Certificate.PublicKey, serial: SerialNumber, issuer: IssuerDescription,
    publication: IssuerPublication, at now: Date
  ) throws(TemplateError) -> TBSCertificate {
    try template {
      // Refuses a key that could not sign certificates.
      _ = try Self.algorithm(of: key)
      let validity = try Validity(from: CertificateTime(now), lasting: .days(5 * 365 + 1))
      guard validity.notAfter <= issuer.validity.notAfter else {
        throw TemplateError.outlivesIssuer(
          notAfter: validity.notAfter, issuerNotAfter: issuer.validity.notAfter)
      }
      let extensions =
        try [
          EncodedExtension(
            BasicConstraints.isCertificateAuthority(maxPathLength: 0), isCritical: true),
          // digitalSignature lets the key sign OCSP responses itself.
          EncodedExtension(
            KeyUsage(digitalSignature: true, keyCertSign: true, cRLSign: true), isCritical: true),
          EncodedExtension(extendedKeyUsages: [.serverAuth]),
          EncodedExtension(certificatePolicies: [.domainValidated]),
          EncodedExtension(issuer.keyIdentifier.authorityKeyIdentifier),
          EncodedExtension(KeyIdentifier(of: key).subjectKeyIdentifier),
        ] + EncodedExtension.places(of: publication)
      return try TBSCertificate(
        serialNumber: serial.bytes, signatureAlgorithm: issuer.signatureAlgorithm,
        issuer: issuer.name, validity: validity, subject: name(of: .intermediate),
        publicKeyInfo: PublicKeyInfo(key), extensions: extensions)
    }
  }

  private enum Role: String, CaseIterable {
    case root = " Root R1"
    case intermediate = " Intermediate R1"

    static var longestSuffix: Int { allCases.map(\.rawValue.count).max() ?? 0 }
  }

  private func name(of role: Role) throws -> EncodedName {
    let name = try DistinguishedName {
      CountryName(country)
      OrganizationName(organization)
      CommonName(organization + role.rawValue)
    }
    return try EncodedName(name)
  }

  private static func algorithm(
    of key: Certificate.PublicKey
  ) throws(TemplateError) -> SignatureAlgorithm {
    guard let algorithm = SignatureAlgorithm(of: key) else { throw .keyType("\(key)") }
    return algorithm
  }

  /// Gives whatever a step throws its place among the template's errors.
  private func template(
    _ make: () throws -> TBSCertificate
  ) throws(TemplateError) -> TBSCertificate {
    do {
      return try make()
    } catch let error as TemplateError {
      throw error
    } catch let error as CertificateFormatError {
      throw .format(error)
    } catch {
      throw .authorityName(reason: "The authority's name can't be written: \(ParsingFault(error)).")
    }
  }
}

extension Duration {
  fileprivate static func days(_ count: Int) -> Duration {
    .seconds(count * 86_400)
  }
}
