package import AuthorityModel
internal import CertificateFormats
package import IssuancePolicy
package import Logging
internal import Signing
package import Storage
package import Telemetry

/// Takes jobs along the issuing line, as their state machine says, until each has ended or goes back
/// to the queue.
///
/// Each step records before it acts (laws 1 and 2), so that whoever takes the job up after a crash
/// goes on from what is durable and signs the same bytes.
package struct JobRunner: Sendable {
  let preparation: JobPreparation
  let endings: JobEndings
  private let jobs: any JobStore
  private let signals: any JobSignals
  private let issuer: CertificateIssuer
  private let run: IssuerRun
  private let retryPolicy: RetryPolicy
  private let clock: WallClock
  private let metrics: IssuanceMetrics?

  /// - Parameters:
  ///   - templates: What this issuer makes, by the profile's name.
  ///   - drawSerial: Makes serial numbers; one that is taken is drawn anew.
  package init(
    jobs: any JobStore, orders: any OrderStore, signals: any JobSignals, issuer: CertificateIssuer,
    templates: [String: LeafTemplate], run: IssuerRun, retryPolicy: RetryPolicy,
    caa: CAARecheck, blockedKeys: any BlockedKeys, clock: WallClock,
    metrics: IssuanceMetrics? = nil,
    drawSerial: @escaping @Sendable () -> SerialNumber = JobRunner.randomSerial,
    logger: Logger
  ) {
    self.jobs = jobs
    self.signals = signals
    self.issuer = issuer
    self.run = run
    self.retryPolicy = retryPolicy
    self.clock = clock
    self.metrics = metrics
    preparation = JobPreparation(
      jobs: jobs, issuer: issuer, templates: templates,
      linter: Linter(for: .leaf, under: issuer.description), tally: LintTally(), run: run,
      caa: caa, blockedKeys: blockedKeys, clock: clock, drawSerial: drawSerial, logger: logger)
    endings = JobEndings(
      jobs: jobs, orders: orders, signals: signals, run: run, clock: clock,
      retryPolicy: retryPolicy,
      metrics: metrics, logger: logger)
  }

  /// A serial number from the system's CSPRNG.
  @Sendable package static func randomSerial() -> SerialNumber {
    var generator = SystemRandomNumberGenerator()
    return SerialNumber(using: &generator)
  }

  /// Takes a job that this issuer holds along the line.
  ///
  /// - Parameter report: Told what is new about the signer.
  func work(
    on claimed: Job, as ticket: IssuingLine.Ticket, at desk: IssuingDesk,
    report: (TokenTrouble.Notice) -> Void
  ) async {
    var job = claimed
    do throws(JobStop) {
      guard job.tries <= retryPolicy.tries else {
        throw .poisonous(reason: "the CA stopped, or lost the job, each time it worked on it")
      }
      while true {
        try await requireLeave(for: job, as: ticket, at: desk)
        let prepared = try await preparation.prepare(&job)
        guard await desk.turn(of: ticket) else { throw .dismissed }
        let reservation = prepared.reservation
        desk.reachedSigner(ticket)
        do throws(SigningError) {
          job.signed(as: try await issuer.signer.certificate(of: prepared.tbs))
        } catch {
          desk.signerFailed(ticket, with: error, time: clock.now).map(report)
          guard retryPolicy.mayTryAgain(acceptedAt: job.acceptedAt, now: clock.now) else {
            throw .unsigned(error)
          }
          // Whatever ends this process while the token is away must not be held against the job.
          if job.isSuspect { throw .dismissed }
          continue
        }
        desk.signed(ticket, time: clock.now).map(report)
        try await store(job, as: reservation)
        job.stored()
        if case .announce(let outcome) = job.nextStep { signals.ended(job.order, as: outcome) }
        break
      }
    } catch {
      await endings.take(error, of: job, to: desk)
    }
    desk.left(ticket)
  }

  private func requireLeave(
    for job: Job, as ticket: IssuingLine.Ticket, at desk: IssuingDesk
  ) async throws(JobStop) {
    guard preparation.mustAsk(about: job) else { return }
    desk.wentApart(ticket)
    defer { desk.rejoined(ticket) }
    try await preparation.requireLeave(for: job)
  }

  /// Makes the certificate durable and the order valid (law 2).
  private func store(_ job: Job, as reservation: Reservation) async throws(JobStop) {
    guard case .signed(_, let certificate) = job.state else { return }
    let isStored = try await recording { () async throws(StorageError) in
      try await jobs.store(certificate, for: reservation, job: job, by: run)
    }
    guard isStored else { throw .leaseLost }
    metrics?.issued(
      profile: job.request.profile, issuer: issuer.name, after: clock.now - job.acceptedAt)
  }
}
