package import AuthorityModel
package import IssuancePolicy
package import Logging
package import Storage
internal import CertificateFormats
package import Signing
package import Telemetry

/// Takes a job through its states, as its state machine says, until it has ended or must wait.
///
/// Each step records before it acts (laws 1 and 2), so that whoever takes the job up after a crash
/// goes on from what is durable and signs the same bytes.
package struct JobRunner: Sendable {
  private let jobs: any JobStore
  private let signals: any JobSignals
  private let issuer: CertificateIssuer
  private let templates: [String: LeafTemplate]
  private let linter: Linter
  /// What lints found in certificates that were signed nevertheless.
  let tally = LintTally()
  private let run: IssuerRun
  private let retryPolicy: RetryPolicy
  private let caa: CAARecheck
  private let blockedKeys: any BlockedKeys
  private let clock: WallClock
  private let metrics: IssuanceMetrics?
  private let drawSerial: @Sendable () -> SerialNumber
  private let logger: Logger

  /// - Parameters:
  ///   - templates: What this issuer makes, by the profile's name.
  ///   - drawSerial: Makes serial numbers; one that is taken is drawn anew.
  package init(
    jobs: any JobStore, signals: any JobSignals, issuer: CertificateIssuer,
    templates: [String: LeafTemplate], run: IssuerRun, retryPolicy: RetryPolicy,
    caa: CAARecheck, blockedKeys: any BlockedKeys, clock: WallClock,
    metrics: IssuanceMetrics? = nil,
    drawSerial: @escaping @Sendable () -> SerialNumber = JobRunner.randomSerial,
    logger: Logger
  ) {
    self.jobs = jobs
    self.signals = signals
    self.issuer = issuer
    self.templates = templates
    linter = Linter(for: .leaf, under: issuer.description)
    self.run = run
    self.retryPolicy = retryPolicy
    self.caa = caa
    self.blockedKeys = blockedKeys
    self.clock = clock
    self.metrics = metrics
    self.drawSerial = drawSerial
    self.logger = logger
  }

  /// A serial number from the system's CSPRNG.
  @Sendable package static func randomSerial() -> SerialNumber {
    var generator = SystemRandomNumberGenerator()
    return SerialNumber(using: &generator)
  }

  /// Why a job goes no further in this run.
  private enum Stop: Error {
    /// Storage took a step's record no more; the lease runs out and the job is claimed again.
    case storage(StorageError)
    /// Another issuer holds the job now.
    case leaseLost
    /// The token didn't sign.
    case signing(SigningError)
    /// The order can never be fulfilled.
    case refused(Failure)
    /// Nobody can tell for now whether it may be.
    case undecided(Failure)
  }

  /// What a run of a job says about the token.
  package enum Ending: Sendable {
    case signed
    /// The job is back in its place in the queue.
    case signerFailed(SigningError)
    /// The job went no further for a reason that lies elsewhere.
    case stopped
  }

  /// Runs a job that this issuer holds.
  @discardableResult
  package func work(on claimed: Job) async -> Ending {
    var job = claimed
    do throws(Stop) {
      try await checkCAA(of: job)
      try await checkKey(of: job)
      while true {
        switch job.nextStep {
        case .reserve(let request):
          job.reserved(as: try await reservation(for: request, of: job))
        case .sign(let reservation):
          job.signed(as: try await certificate(of: reservation))
        case .store(let reservation, let certificate):
          try await store(certificate, of: reservation, for: job)
          job.stored()
        case .announce(let outcome):
          signals.ended(job.order, as: outcome)
          return .signed
        }
      }
    } catch {
      await give(up: error, on: job)
      if case .signing(let error) = error { return .signerFailed(error) }
      return .stopped
    }
  }

  /// Refuses what CAA records forbid by now; a job that was reserved before is not exempt.
  private func checkCAA(of job: Job) async throws(Stop) {
    let objection = try await record { () async throws(StorageError) in
      try await caa.objection(to: job, at: clock.now)
    }
    switch objection {
    case nil: return
    case .forbidden(let failure): throw .refused(failure)
    case .unknown(let failure): throw .undecided(failure)
    }
  }

  /// Refuses a key that was blocked after its serial number had been reserved, while the HSM was away,
  /// say; whoever reserves one now asks in the same commit (CA/B Baseline Requirements §6.1.1.3).
  private func checkKey(of job: Job) async throws(Stop) {
    guard case .reserved = job.state else { return }
    let key = KeyFingerprint(ofSubjectPublicKeyInfo: job.request.subjectPublicKeyInfo)
    let blocked = try await record { () async throws(StorageError) in
      try await blockedKeys.blockedKey(key)
    }
    guard blocked == nil else { throw .refused(Self.keyBlocked) }
  }

  private static let keyBlocked = Failure(
    .badPublicKey,
    "The request's key was blocked while the order waited. Make a new key, and a new order.")

  /// Builds the TBS bytes under a fresh serial number and records both (law 1).
  private func reservation(for request: CertificateRequest, of job: Job) async throws(Stop)
    -> Reservation
  {
    guard let template = templates[request.profile] else {
      throw .refused(
        Failure(.serverInternal, "The profile \(request.profile) is no longer configured."))
    }
    let accepted = try accepted(request)
    while true {
      let serial = drawSerial()
      let reservation: Reservation
      do throws(TemplateError) {
        let tbs = try template.tbs(
          for: accepted, serial: serial, at: clock.now.date,
          valid: RequestedValidity(
            notBefore: request.requestedNotBefore, notAfter: request.requestedNotAfter))
        reservation = Reservation(
          serial: serial, issuer: issuer.identity, tbsCertificate: tbs.derBytes,
          notBefore: Timestamp(tbs.validity.notBefore.date),
          notAfter: Timestamp(tbs.validity.notAfter.date))
      } catch {
        throw .refused(Failure(.serverInternal, "\(error)"))
      }
      switch try await record({ () async throws(StorageError) in
        try await jobs.reserve(reservation, for: job, by: run)
      }) {
      case .reserved: return reservation
      case .leaseLost: throw .leaseLost
      case .serialTaken: continue
      case .keyBlocked: throw .refused(Self.keyBlocked)
      }
    }
  }

  /// What was accepted, read again as it comes out of storage.
  private func accepted(_ request: CertificateRequest) throws(Stop) -> AcceptedRequest {
    do {
      let key = try AcceptedKey(accepted: request.subjectPublicKeyInfo)
      let names = try request.names.map { name throws(NameError) in try DomainName(name) }
      if let accepted = AcceptedRequest(key: key, names: names) { return accepted }
      throw Stop.refused(Failure(.badCSR, "The request has no names."))
    } catch let error as KeyError {
      throw .refused(Failure(.badPublicKey, "\(error)"))
    } catch {
      throw .refused(Failure(.badCSR, "\(error)"))
    }
  }

  /// Signs the recorded bytes and nothing else, once they have been linted.
  ///
  /// They are linted at every attempt: what a crash left behind may be too old by now, and a new
  /// release may know more rules.
  private func certificate(of reservation: Reservation) async throws(Stop) -> [UInt8] {
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
    do throws(SigningError) {
      return try await issuer.signer.certificate(of: tbs)
    } catch {
      throw .signing(error)
    }
  }

  /// - Throws: The end of the order when a lint finds an error: no other try would find another.
  private func linted(_ bytes: [UInt8]) throws(Stop) -> LintedTBS {
    do throws(LintError) {
      return try linter.linted(bytes, at: clock.now.date)
    } catch {
      throw .refused(Failure(.serverInternal, "\(error) Ask the CA's operator."))
    }
  }

  /// Makes the certificate durable and the order valid (law 2).
  private func store(_ certificate: [UInt8], of reservation: Reservation, for job: Job)
    async throws(Stop)
  {
    let isStored = try await record { () async throws(StorageError) in
      try await jobs.store(certificate, for: reservation, job: job, by: run)
    }
    guard isStored else { throw .leaseLost }
    metrics?.issued(
      profile: job.request.profile, issuer: issuer.name, after: clock.now - job.acceptedAt)
  }

  private func record<Result: Sendable>(
    _ write: () async throws(StorageError) -> Result
  ) async throws(Stop) -> Result {
    do throws(StorageError) {
      return try await write()
    } catch {
      throw .storage(error)
    }
  }

  private func give(up stop: Stop, on job: Job) async {
    switch stop {
    case .leaseLost:
      logger.notice("Another issuer has taken over a job", metadata: metadata(of: job))
    case .storage(let error):
      logger.error(
        "A job waits for its lease to end, since storage failed",
        metadata: metadata(of: job, reason: "\(error)"))
    case .refused(let failure):
      await end(job, with: failure)
    case .undecided(let failure):
      await postpone(
        job, by: CAARecheck.pause(afterAttempts: job.attempts), reason: failure.detail,
        at: clock.now, or: failure)
    case .signing(let error):
      let failure = Failure(
        .serverInternal,
        "The CA could not sign the certificate in time. Place a new order, or ask the CA's operator."
      )
      await postpone(job, by: .zero, reason: "\(error)", at: clock.now, or: failure)
    }
  }

  /// Gives a job back to its place in the queue, or ends it where it has been there for too long.
  private func postpone(
    _ job: Job, by pause: Duration, reason: String, at now: Timestamp, or failure: Failure
  ) async {
    guard retryPolicy.mayTryAgain(acceptedAt: job.acceptedAt, now: now) else {
      return await end(job, with: failure)
    }
    // One line a job, of which there may be thousands; the service says it once for all of them.
    logger.debug(
      "A job goes back to its place in the queue", metadata: metadata(of: job, reason: reason))
    do throws(StorageError) {
      if try await jobs.release(job, until: now + pause, by: run, excused: true),
        pause == .zero
      {
        signals.lookAgain()
      }
    } catch {
      logger.error(
        "A job waits for its lease to end, since storage failed",
        metadata: metadata(of: job, reason: "\(error)"))
    }
  }

  private func end(_ claimed: Job, with failure: Failure) async {
    var job = claimed
    logger.error("An order failed", metadata: metadata(of: job, reason: "\(failure.detail)"))
    do throws(StorageError) {
      guard try await jobs.fail(job, with: failure, by: run) else { return }
      metrics?.failed(reason: failure.kind.rawValue, after: clock.now - job.acceptedAt)
      job.failed(as: failure)
      if case .announce(let outcome) = job.nextStep { signals.ended(job.order, as: outcome) }
    } catch {
      logger.error(
        "A job waits for its lease to end, since storage failed",
        metadata: metadata(of: job, reason: "\(error)"))
    }
  }

  private func metadata(of job: Job, reason: String? = nil) -> Logger.Metadata {
    var metadata: Logger.Metadata = ["job": "\(job.position.number)", "order": "\(job.order)"]
    metadata["reason"] = reason.map { "\($0)" }
    return metadata
  }
}
