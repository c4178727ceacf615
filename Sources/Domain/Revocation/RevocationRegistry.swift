package import AuthorityModel
package import Storage

/// Decides who may have a certificate revoked, and for what reason, and records it.
///
/// Three may ask: the account that ordered the certificate, whoever holds its private key, and an
/// account that is authorized for all of its names. Only the first has a choice of reasons: what the
/// two others prove *is* the reason (docs/decisions/0012).
///
/// - Note: RFC 8555 §7.6; CA/B Baseline Requirements §4.9.1.1.
package struct RevocationRegistry: Sendable {
  /// Who signed the request.
  package enum Requester: Sendable {
    case account(Account)
    /// A key without an account, or used without it.
    case key(KeyFingerprint)
  }

  private let revocations: any RevocationStore
  private let certificates: any CertificateStore
  private let control: any ProvenControl
  private let blockedKeys: BlockedKeyRegister
  private let clock: WallClock

  package init(
    revocations: any RevocationStore, certificates: any CertificateStore,
    control: any ProvenControl, blockedKeys: BlockedKeyRegister, clock: WallClock
  ) {
    self.revocations = revocations
    self.certificates = certificates
    self.control = control
    self.blockedKeys = blockedKeys
    self.clock = clock
  }

  /// Revokes a certificate that this CA issued.
  ///
  /// - Parameters:
  ///   - derBytes: The certificate as sent; any bytes at all may be given.
  ///   - code: The reason's number, if one was given.
  package func revoke(
    _ derBytes: [UInt8], because code: RevocationReasonCode?, by requester: Requester
  ) async throws(RevocationError) {
    let presented = try PresentedCertificate(derBytes: derBytes)
    let reason = try Self.reason(of: code)
    let certificate = try await certificate(presented, derBytes)
    let now = clock.now
    let source = try await source(of: requester, for: certificate, presented, at: now)
    guard now <= certificate.notAfter else { throw .expired(at: certificate.notAfter) }
    switch source {
    case .subscriber:
      guard reason != .privilegeWithdrawn else { throw .reasonOfOperators(reason) }
      try await revoke(certificate.serial, for: reason, as: source, at: now)
    case .authorizedAccount:
      try await revoke(certificate.serial, for: .cessationOfOperation, as: source, at: now)
    case .certificateKey, .blockedKey, .administrator:
      try await block(presented.key, of: certificate.serial, at: now)
    }
  }

  private static func reason(of code: RevocationReasonCode?) throws(RevocationError)
    -> RevocationReason
  {
    guard let code else { return .unspecified }
    guard let reason = code.reason else { throw .unknownReason(code) }
    return reason
  }

  /// The certificate, if it is ours to the last byte: its serial number alone could be forged.
  private func certificate(_ presented: PresentedCertificate, _ derBytes: [UInt8])
    async throws(RevocationError) -> IssuedCertificate
  {
    guard let serial = presented.serial else { throw .unauthorized }
    let found = try await stored { () async throws(StorageError) in
      try await certificates.certificate(serial)
    }
    guard let found, found.der == derBytes else { throw .unauthorized }
    return found
  }

  /// What entitles whoever asks.
  private func source(
    of requester: Requester, for certificate: IssuedCertificate,
    _ presented: PresentedCertificate, at now: Timestamp
  ) async throws(RevocationError) -> Revocation.Source {
    switch requester {
    case .key(let fingerprint):
      guard fingerprint == presented.key else { throw .unauthorized }
      return .certificateKey
    case .account(let account) where account.id == certificate.account:
      return .subscriber(account.id)
    case .account(let account):
      let isAuthorized = try await stored { () async throws(StorageError) in
        try await control.account(account.id, controls: presented.names, at: now)
      }
      guard isAuthorized, !presented.names.isEmpty else { throw .unauthorized }
      return .authorizedAccount(account.id)
    }
  }

  private func revoke(
    _ serial: SerialNumber, for reason: RevocationReason, as source: Revocation.Source,
    at now: Timestamp
  ) async throws(RevocationError) {
    let revocation = Revocation(
      serial: serial, revokedAt: now, reason: reason, source: source)
    let result = try await stored { () async throws(StorageError) in
      try await revocations.revoke(revocation)
    }
    guard let result else { throw .unauthorized }
    guard result.isNew else { throw .alreadyRevoked(result.standing) }
  }

  /// Whoever signs with the key has shown that it is not its server's alone: all its certificates
  /// go, those included that were revoked for a lesser reason.
  private func block(_ key: KeyFingerprint, of serial: SerialNumber, at now: Timestamp)
    async throws(RevocationError)
  {
    let blocking = try await stored { () async throws(StorageError) in
      try await blockedKeys.block(
        BlockedKey(
          fingerprint: key, cause: .provenCompromise, blockedAt: now, certificate: serial),
        at: now)
    }
    guard !blocking.isNew, blocking.changed.isEmpty else { return }
    let standing = try await stored { () async throws(StorageError) in
      try await revocations.revocation(of: serial)
    }
    guard let standing else { throw .unauthorized }
    throw .alreadyRevoked(standing)
  }
}
