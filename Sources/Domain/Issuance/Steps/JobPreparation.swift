internal import AuthorityModel
internal import CertificateFormats
internal import IssuancePolicy
internal import Logging
internal import Storage

/// All that comes before the signature: may it be made, of which bytes, and are they recorded (law 1)
/// and linted.
struct JobPreparation: Sendable {
  let jobs: any JobStore
  let issuer: CertificateIssuer
  let templates: [String: LeafTemplate]
  let linter: Linter
  /// What lints found in certificates that were signed nevertheless.
  let tally: LintTally
  let run: IssuerRun
  let caa: CAARecheck
  let blockedKeys: any BlockedKeys
  let clock: WallClock
  let drawSerial: @Sendable () -> SerialNumber
  let logger: Logger

  /// What may be signed now, and nothing else.
  struct Prepared: ~Copyable {
    let reservation: Reservation
    let tbs: LintedTBS
  }

  /// Whether CAA records must be looked up before, which takes its time.
  func mustAsk(about job: Job) -> Bool { caa.isDue(for: job, at: clock.now) }

  /// Refuses what CAA records forbid by now; a job that was reserved before is not exempt.
  func requireLeave(for job: Job) async throws(JobStop) {
    let objection = try await recording { () async throws(StorageError) in
      try await caa.objection(to: job, at: clock.now)
    }
    switch objection {
    case nil: return
    case .forbidden(let failure): throw .refused(failure)
    case .unknown(let failure): throw .undecided(failure)
    }
  }

  /// Reserves what is not reserved yet, and lints what is to be signed.
  ///
  /// It is linted at every attempt: what a crash left behind may be too old by now, and a new release
  /// may know more rules.
  func prepare(_ job: inout Job) async throws(JobStop) -> Prepared {
    let reservation: Reservation
    switch job.state {
    case .queued:
      reservation = try await reserve(job)
      job.reserved(as: reservation)
    case .reserved(let recorded):
      reservation = recorded
      try await requireUnblockedKey(of: job)
    case .signed(let recorded, _):
      reservation = recorded
    case .stored, .failed:
      throw .leaseLost
    }
    guard reservation.issuer == issuer.identity else {
      throw .refused(
        Failure(
          .serverInternal,
          "The CA changed its issuing key before it could sign. Place a new order."))
    }
    let tbs = try linted(reservation.tbsCertificate)
    for finding in tally.count(tbs.findings) {
      logger.warning(
        "Certificates break a rule that doesn't keep them from being signed",
        metadata: ["lint": "\(finding.id)", "reason": "\(finding)"])
    }
    return Prepared(reservation: reservation, tbs: tbs)
  }

  /// Refuses a key that was blocked after its serial number had been reserved, while the HSM was away,
  /// say; whoever reserves one now asks in the same commit (CA/B Baseline Requirements §6.1.1.3).
  private func requireUnblockedKey(of job: Job) async throws(JobStop) {
    let key = KeyFingerprint(ofSubjectPublicKeyInfo: job.request.subjectPublicKeyInfo)
    let blocked = try await recording { () async throws(StorageError) in
      try await blockedKeys.blockedKey(key)
    }
    guard blocked == nil else { throw .refused(Self.keyBlocked) }
  }

  private static let keyBlocked = Failure(
    .badPublicKey,
    "The request's key was blocked while the order waited. Make a new key, and a new order.")

  /// Builds the TBS bytes under a fresh serial number and records both (law 1).
  private func reserve(_ job: Job) async throws(JobStop) -> Reservation {
    let request = job.request
    guard let template = templates[request.profile] else {
      throw .refused(
        Failure(.serverInternal, "The profile \(request.profile) is no longer configured."))
    }
    let accepted = try request.accepted()
    while true {
      let reservation = try reservation(of: accepted, for: request, by: template)
      switch try await recording({ () async throws(StorageError) in
        try await jobs.reserve(reservation, for: job, by: run)
      }) {
      case .reserved: return reservation
      case .leaseLost: throw .leaseLost
      case .serialTaken: continue
      case .keyBlocked: throw .refused(Self.keyBlocked)
      }
    }
  }

  private func reservation(
    of accepted: AcceptedRequest, for request: CertificateRequest, by template: LeafTemplate
  ) throws(JobStop) -> Reservation {
    let serial = drawSerial()
    do throws(TemplateError) {
      let tbs = try template.tbs(
        for: accepted, serial: serial, at: clock.now.date,
        valid: RequestedValidity(
          notBefore: request.requestedNotBefore, notAfter: request.requestedNotAfter))
      return Reservation(
        serial: serial, issuer: issuer.identity, tbsCertificate: tbs.derBytes,
        notBefore: Timestamp(tbs.validity.notBefore.date),
        notAfter: Timestamp(tbs.validity.notAfter.date))
    } catch {
      throw .refused(Failure(.serverInternal, "\(error)"))
    }
  }

  /// - Throws: The end of the order when a lint finds an error: no other try would find another.
  private func linted(_ bytes: [UInt8]) throws(JobStop) -> LintedTBS {
    do throws(LintError) {
      return try linter.linted(bytes, at: clock.now.date)
    } catch {
      throw .refused(Failure(.serverInternal, "\(error) Ask the CA's operator."))
    }
  }
}

extension CertificateRequest {
  /// What was accepted, read again as it comes out of storage.
  fileprivate func accepted() throws(JobStop) -> AcceptedRequest {
    do {
      let key = try AcceptedKey(accepted: subjectPublicKeyInfo)
      let names = try names.map { name throws(NameError) in try DomainName(name) }
      if let accepted = AcceptedRequest(key: key, names: names) { return accepted }
      throw JobStop.refused(Failure(.badCSR, "The request has no names."))
    } catch let error as KeyError {
      throw .refused(Failure(.badPublicKey, "\(error)"))
    } catch {
      throw .refused(Failure(.badCSR, "\(error)"))
    }
  }
}
