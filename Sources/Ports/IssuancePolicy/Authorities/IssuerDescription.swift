package import CertificateFormats
internal import SwiftASN1
package import X509

/// What a certificate takes over from its issuer, and what its issuer's key must match.
package struct IssuerDescription: Sendable, Equatable {
  /// The issuer's subject, byte for byte.
  package let name: EncodedName
  /// The identifier that the issuer's certificate states, however it was made (RFC 5280 §4.2.1.1).
  package let keyIdentifier: KeyIdentifier
  package let validity: Validity
  package let signatureAlgorithm: SignatureAlgorithm
  package let publicKey: Certificate.PublicKey

  /// - Throws: ``IssuerError`` unless the certificate is a CA's that may sign certificates.
  package init(certificate: Certificate) throws(IssuerError) {
    let subject = "\(certificate.subject)"
    let facts = try Self.facts(of: certificate)
    guard facts.isAuthority else { throw .notAuthority(subject: subject) }
    guard facts.signsCertificates else { throw .lacksCertificateSigning(subject: subject) }
    guard let keyIdentifier = facts.keyIdentifier else {
      throw .lacksKeyIdentifier(subject: subject)
    }
    guard let algorithm = SignatureAlgorithm(of: certificate.publicKey) else {
      throw .keyType(subject: subject, key: "\(certificate.publicKey)")
    }
    do {
      name = try EncodedName(subjectOf: certificate)
      validity = try Validity(
        from: CertificateTime(certificate.notValidBefore),
        through: CertificateTime(certificate.notValidAfter))
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
    self.keyIdentifier = keyIdentifier
    signatureAlgorithm = algorithm
    publicKey = certificate.publicKey
  }

  package init(derBytes: [UInt8]) throws(IssuerError) {
    let certificate: Certificate
    do {
      certificate = try Certificate(derEncoded: derBytes)
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
    try self.init(certificate: certificate)
  }

  private struct Facts {
    let isAuthority: Bool
    let signsCertificates: Bool
    let keyIdentifier: KeyIdentifier?
  }

  private static func facts(of certificate: Certificate) throws(IssuerError) -> Facts {
    do {
      let extensions = certificate.extensions
      let isAuthority =
        switch try extensions.basicConstraints {
        case .isCertificateAuthority: true
        case .notCertificateAuthority, nil: false
        }
      return Facts(
        isAuthority: isAuthority,
        signsCertificates: try extensions.keyUsage?.keyCertSign ?? false,
        keyIdentifier: try extensions.subjectKeyIdentifier.map {
          KeyIdentifier(bytes: $0.keyIdentifier)
        })
    } catch {
      throw .malformed(reason: ParsingFault(error).description)
    }
  }
}
