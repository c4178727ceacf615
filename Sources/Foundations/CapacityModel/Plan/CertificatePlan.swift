/// What each certificate is, and what comes after it for as long as it lives.
package struct CertificatePlan: Sendable, Hashable {
  /// Who signs OCSP responses, if anybody does.
  package enum StatusResponses: String, Sendable, Hashable, CaseIterable {
    case off
    /// The issuer's own key, so the HSM, when somebody asks.
    case onDemand = "on-demand"
    /// A responder's key outside the HSM (RFC 6960 §4.2.2.2).
    case delegated
  }

  /// For how long certificates are valid, in seconds.
  package var validitySeconds: Double
  /// Whether a precertificate is signed before the certificate (RFC 6962 §3.1).
  package var hasCertificateTransparency: Bool
  package var statusResponses: StatusResponses
  /// For how long a response is handed out before a new one is signed, in seconds.
  package var responseSeconds: Double
  /// The share of the live certificates whose status anybody asks for within that time.
  package var askedShare: Double
  /// Into how many lists the revoked ones of an issuer are divided; none where there are no lists.
  package var revocationLists: Int
  /// How often each list is signed anew, in seconds.
  package var listSeconds: Double
  /// The share of the live certificates that are revoked.
  package var revokedShare: Double

  package init(
    validitySeconds: Double = 90 * 86_400, hasCertificateTransparency: Bool = false,
    statusResponses: StatusResponses = .off, responseSeconds: Double = 3.5 * 86_400,
    askedShare: Double = 1, revocationLists: Int = 0, listSeconds: Double = 3600,
    revokedShare: Double = 0.01
  ) {
    self.validitySeconds = validitySeconds
    self.hasCertificateTransparency = hasCertificateTransparency
    self.statusResponses = statusResponses
    self.responseSeconds = responseSeconds
    self.askedShare = askedShare
    self.revocationLists = revocationLists
    self.listSeconds = listSeconds
    self.revokedShare = revokedShare
  }

  /// Signatures of the issuer's key until the client has its certificate.
  package var issuingSignatures: Double { hasCertificateTransparency ? 2 : 1 }

  /// OCSP responses for one certificate over its life, whoever signs them.
  package var responsesPerCertificate: Double {
    statusResponses == .off ? 0 : validitySeconds / responseSeconds * askedShare
  }

  /// Those of them that the issuer's key signs.
  package var statusSignatures: Double {
    statusResponses == .onDemand ? responsesPerCertificate : 0
  }

  /// Signatures of the issuer's key for its lists, a second: they don't depend on how much is issued.
  package var listSignaturesPerSecond: Double { Double(revocationLists) / listSeconds }

  /// Entries of revocation lists that are written for one certificate over its life.
  package var listEntriesPerCertificate: Double {
    revocationLists == 0 ? 0 : validitySeconds / listSeconds * revokedShare
  }

  /// All signatures of the issuer's key for one certificate, from its order to its end.
  package var signaturesPerCertificate: Double { issuingSignatures + statusSignatures }

  /// How many certificates are live where so many are issued a second, for ever.
  package func liveCertificates(at certificatesPerSecond: Double) -> Double {
    certificatesPerSecond * validitySeconds
  }
}
