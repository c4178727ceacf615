package import AuthorityModel
package import Storage

/// Says when certificates had better be renewed, to everybody.
///
/// - Note: RFC 9773 §4. Nothing in it is secret, and nobody proves who he is.
package struct RenewalAdvisor: Sendable {
  private let certificates: any CertificateStore
  private let blockedKeys: any BlockedKeys
  private let explanationURL: String?

  package init(
    certificates: any CertificateStore, blockedKeys: any BlockedKeys, explanationURL: String? = nil
  ) {
    self.certificates = certificates
    self.blockedKeys = blockedKeys
    self.explanationURL = explanationURL
  }

  package func advice(about reference: CertificateReference) async throws(RegistrationError)
    -> RenewalAdvice
  {
    let found = try await stored { () async throws(StorageError) in
      try await certificates.standing(of: reference.serial)
    }
    guard let found, found.reference == reference else { throw .unknownCertificate }
    var generator = SystemRandomNumberGenerator()
    return RenewalAdvice(
      window: try await window(of: found),
      // Not all at once: whoever got their certificates together would ask together for ever.
      retryAfter: RenewalAdvice.pause(ofLifetime: found.lifetime)
        * Double.random(in: 0.9...1, using: &generator),
      explanationURL: explanationURL)
  }

  private func window(of certificate: CertificateStanding) async throws(RegistrationError)
    -> RenewalWindow
  {
    if let revocation = certificate.revocation {
      return RenewalWindow(overSince: revocation.revokedAt)
    }
    // Keys that the CA blocked itself were revoked with that; a file of keys revokes nothing.
    if let key = certificate.key, try await isBlocked(key) {
      return RenewalWindow(overSince: certificate.notBefore)
    }
    return RenewalWindow(validFrom: certificate.notBefore, through: certificate.notAfter)
  }

  private func isBlocked(_ key: KeyFingerprint) async throws(RegistrationError) -> Bool {
    try await stored { () async throws(StorageError) in
      try await blockedKeys.blockedKey(key)
    } != nil
  }
}
