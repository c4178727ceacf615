package import AuthorityModel
package import Storage

/// What the CA's operator decides about certificates and keys.
///
/// Each act can be rehearsed: then it is found out what it would do, and nothing is done.
///
/// - Note: CA/B Baseline Requirements §4.9.1.1.
package struct RevocationAdministration: Sendable {
  /// What an act did, or would do.
  package struct Effect: Sendable, Hashable {
    /// How many certificates are revoked, or for another reason than before.
    package let certificateCount: Int
    /// The key that is blocked with it.
    package let blockedKey: KeyFingerprint?
  }

  private let revocations: any RevocationStore
  private let certificates: any CertificateStore
  private let store: any BlockedKeyStore
  private let register: BlockedKeyRegister
  private let clock: WallClock

  package init(
    revocations: any RevocationStore, certificates: any CertificateStore,
    store: any BlockedKeyStore, register: BlockedKeyRegister, clock: WallClock
  ) {
    self.revocations = revocations
    self.certificates = certificates
    self.store = store
    self.register = register
    self.clock = clock
  }

  /// Revokes a certificate; for key compromise, with its key and all others that bear it.
  ///
  /// The operator who gives that reason says it for the CA, which must act on what it knows.
  package func revoke(
    _ serial: SerialNumber, for reason: RevocationReason, note: String?, isRehearsal: Bool
  ) async throws(AdministrationError) -> Effect {
    let now = clock.now
    let found = try await kept { () async throws(StorageError) in
      (
        try await certificates.certificate(serial), try await revocations.revocation(of: serial)
      )
    }
    guard let certificate = found.0 else { throw .unknownSerial(serial) }
    guard now <= certificate.notAfter else { throw .expired(at: certificate.notAfter) }
    if reason == .keyCompromise {
      let key = try key(of: certificate)
      let effect = try await block(
        BlockedKey(
          fingerprint: key, cause: .operatorDecision, blockedAt: now, certificate: serial,
          note: note), isRehearsal: isRehearsal)
      if let effect { return effect }
    }
    if let standing = found.1 { throw .alreadyRevoked(standing) }
    guard !isRehearsal else { return Effect(certificateCount: 1, blockedKey: nil) }
    let revocation = Revocation(
      serial: serial, revokedAt: now, reason: reason, source: .administrator)
    let result = try await kept { () async throws(StorageError) in
      try await revocations.revoke(revocation)
    }
    guard let result else { throw .unknownSerial(serial) }
    guard result.isNew else { throw .alreadyRevoked(result.standing) }
    return Effect(certificateCount: 1, blockedKey: nil)
  }

  /// Blocks a key and revokes all certificates that bear it.
  ///
  /// - Returns: Nothing revoked where the key was blocked already.
  package func block(_ fingerprint: KeyFingerprint, note: String?, isRehearsal: Bool)
    async throws(AdministrationError) -> Effect
  {
    let key = BlockedKey(
      fingerprint: fingerprint, cause: .operatorDecision, blockedAt: clock.now, note: note)
    return try await block(key, isRehearsal: isRehearsal)
      ?? Effect(certificateCount: 0, blockedKey: fingerprint)
  }

  /// Lets a key be certified again that an operator blocked; its certificates stay revoked.
  package func unblock(_ fingerprint: KeyFingerprint, isRehearsal: Bool)
    async throws(AdministrationError)
  {
    let known = try await kept { () async throws(StorageError) in
      try await store.blockedKey(fingerprint)
    }
    guard let known else { throw .notBlocked(fingerprint) }
    guard known.cause != .provenCompromise else { throw .blockedForEver(fingerprint) }
    guard !isRehearsal else { return }
    let isUnblocked = try await kept { () async throws(StorageError) in
      try await store.unblock(fingerprint)
    }
    guard isUnblocked else { throw .notBlocked(fingerprint) }
  }

  /// The blocked keys after one of them, in the order of their fingerprints.
  package func blockedKeys(after fingerprint: KeyFingerprint?, limit: Int)
    async throws(AdministrationError) -> [BlockedKey]
  {
    try await kept { () async throws(StorageError) in
      try await store.blockedKeys(after: fingerprint, limit: limit)
    }
  }

  /// - Returns: Nil where it changes nothing.
  private func block(_ key: BlockedKey, isRehearsal: Bool)
    async throws(AdministrationError) -> Effect?
  {
    let now = clock.now
    let (isNew, count) = try await kept { () async throws(StorageError) -> (Bool, Int) in
      guard isRehearsal else {
        let blocking = try await register.block(key, at: now)
        return (blocking.isNew, blocking.changed.count)
      }
      return (
        try await store.blockedKey(key.fingerprint) == nil,
        try await revocations.certificateCount(toRevokeFor: key.fingerprint, at: now)
      )
    }
    guard isNew || count > 0 else { return nil }
    return Effect(certificateCount: count, blockedKey: key.fingerprint)
  }

  private func key(of certificate: IssuedCertificate) throws(AdministrationError)
    -> KeyFingerprint
  {
    do throws(RevocationError) {
      return try PresentedCertificate(derBytes: certificate.der).key
    } catch {
      throw .storage(.corrupt(what: "the certificate \(certificate.serial)"))
    }
  }

  private func kept<Result>(
    _ turn: () async throws(StorageError) -> Result
  ) async throws(AdministrationError) -> Result {
    do throws(StorageError) {
      return try await turn()
    } catch {
      throw .storage(error)
    }
  }
}
