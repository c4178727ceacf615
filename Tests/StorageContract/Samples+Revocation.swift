internal import AuthorityModel
internal import Storage

extension Samples {
  /// Bytes that stand for a key of its own.
  static func subjectPublicKeyInfo() -> [UInt8] {
    [0x30] + serial().bytes
  }

  static func request(for subjectPublicKeyInfo: [UInt8]) -> CertificateRequest {
    CertificateRequest(
      subjectPublicKeyInfo: subjectPublicKeyInfo, names: ["a.test"], profile: "default")
  }

  static func revocation(
    of serial: SerialNumber, for reason: RevocationReason = .unspecified,
    by source: Revocation.Source
  ) -> Revocation {
    Revocation(serial: serial, revokedAt: now, reason: reason, source: source)
  }

  static func block(
    _ subjectPublicKeyInfo: [UInt8], because cause: BlockedKey.Cause,
    of serial: SerialNumber? = nil, note: String? = nil
  ) -> BlockedKey {
    BlockedKey(
      fingerprint: KeyFingerprint(ofSubjectPublicKeyInfo: subjectPublicKeyInfo), cause: cause,
      blockedAt: now, certificate: serial, note: note)
  }
}

extension StoresUnderTest {
  /// A job whose serial number is reserved.
  func reservedJob(for subjectPublicKeyInfo: [UInt8]) async throws
    -> (reservation: Reservation, job: Job, run: IssuerRun)
  {
    _ = try await acceptedOrder(Samples.request(for: subjectPublicKeyInfo))
    let run = Samples.run()
    guard let job = try await claim(for: run).first else { throw NoJob() }
    let reservation = Samples.reservation()
    guard try await jobs.reserve(reservation, for: job, by: run) == .reserved else { throw NoJob() }
    return (reservation, job, run)
  }

  /// A certificate that was issued for a key.
  func issuedCertificate(
    for subjectPublicKeyInfo: [UInt8] = Samples.subjectPublicKeyInfo()
  ) async throws -> IssuedCertificate {
    let (reservation, job, run) = try await reservedJob(for: subjectPublicKeyInfo)
    guard
      try await jobs.store([0x30, 0x00], for: reservation, job: job, by: run),
      let certificate = try await certificates.certificate(reservation.serial)
    else { throw NoJob() }
    return certificate
  }

  private struct NoJob: Error {}
}
