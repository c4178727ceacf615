internal import AuthorityModel
internal import Logging
internal import Signing
internal import Storage
internal import Telemetry

/// What becomes of a job that goes no further: it goes back to its place in the queue, ends with its
/// order, or is set aside for the operator.
struct JobEndings: Sendable {
  let jobs: any JobStore
  let orders: any OrderStore
  let signals: any JobSignals
  let run: IssuerRun
  let clock: WallClock
  let retryPolicy: RetryPolicy
  let metrics: IssuanceMetrics?
  let logger: Logger

  /// How long a job rests that storage would not take a step further.
  private static let restAfterStorageTrouble = Duration.seconds(1)
  /// How long a job rests whose end a damaged database did not take.
  private static let restAfterDamage = Duration.seconds(300)

  func take(_ stop: JobStop, of job: Job, to desk: IssuingDesk) async {
    switch stop {
    case .leaseLost:
      logger.notice("Another issuer has taken over a job", metadata: metadata(of: job))
    case .dismissed:
      await giveBack(job, reason: "its turn did not come", to: desk)
    case .storage(.unavailable(let reason)):
      logger.error(
        "A job goes back to the queue, since storage failed",
        metadata: metadata(of: job, reason: reason))
      desk.storageFailed()
      await giveBack(job, for: Self.restAfterStorageTrouble, reason: reason, to: desk)
    case .storage(.corrupt(let what)):
      await blame(job, because: "\(StorageError.corrupt(what: what))", desk: desk)
    case .poisonous(let reason):
      await setAside(job, because: reason, desk: desk)
    case .refused(let failure):
      await end(job, with: failure, desk: desk)
    case .undecided(let failure):
      guard retryPolicy.mayTryAgain(acceptedAt: job.acceptedAt, now: clock.now) else {
        return await end(job, with: failure, desk: desk)
      }
      await giveBack(
        job, for: CAARecheck.pause(afterAttempts: job.attempts), reason: failure.detail, to: desk)
    case .unsigned:
      await end(
        job,
        with: Failure(
          .serverInternal,
          "The CA could not sign the certificate in time. Place a new order, or ask the CA's "
            + "operator."), desk: desk)
    }
  }

  /// Gives a job back to its place in the queue; the attempt is excused.
  func giveBack(
    _ job: Job, for pause: Duration = .zero, reason: String, to desk: IssuingDesk
  ) async {
    // One line a job, of which there may be thousands; the service says it once for all of them.
    logger.debug(
      "A job goes back to its place in the queue", metadata: metadata(of: job, reason: reason))
    // What may be claimed at once may be so whatever the clocks say, here and elsewhere.
    let until = pause > .zero ? clock.now + pause : Timestamp(millisecondsSinceEpoch: 0)
    await complete(JobReturn(job: job, until: until, isExcused: true), desk: desk)
  }

  /// Completes what could not be given back before: all at once, so that they share commits.
  func completeUnreturned(at desk: IssuingDesk) async {
    await withDiscardingTaskGroup { group in
      for back in desk.takeUnreturned() {
        group.addTask { await self.complete(back, desk: desk) }
      }
    }
    let count = desk.unreturnedCount
    guard count > 0 else { return }
    logger.error(
      "Jobs wait to go back to the queue, since storage fails", metadata: ["jobs": "\(count)"])
  }

  /// Completes a return, or leaves it at the desk until storage works again.
  func complete(_ back: JobReturn, desk: IssuingDesk) async {
    do throws(StorageError) {
      let isReleased = try await jobs.release(
        back.job, until: back.until, by: run, excused: back.isExcused)
      guard isReleased else { return await tellIfEnded(back.job) }
      if back.until <= clock.now { signals.lookAgain() }
    } catch {
      logger.debug(
        "A job waits to go back to the queue, since storage failed",
        metadata: metadata(of: back.job, reason: "\(error)"))
      desk.keep(back)
    }
  }

  /// Tells how an order ended of which storage said that its end was not recorded, though it was.
  ///
  /// A job that isn't ours to give back is another issuer's, or has ended. Nobody else would tell.
  private func tellIfEnded(_ job: Job) async {
    guard let outcome = try? await orders.order(job.order)?.order.outcome else { return }
    signals.ended(job.order, as: outcome)
  }

  /// Counts an attempt against the job itself, the last of which sets it aside.
  private func blame(_ job: Job, because reason: String, desk: IssuingDesk) async {
    guard job.tries < retryPolicy.tries else {
      return await setAside(job, because: reason, desk: desk)
    }
    logger.error("A job could not be done", metadata: metadata(of: job, reason: reason))
    await complete(
      JobReturn(job: job, until: clock.now + Self.restAfterStorageTrouble, isExcused: false),
      desk: desk)
  }

  private func setAside(_ job: Job, because reason: String, desk: IssuingDesk) async {
    let failure = Failure(
      .serverInternal,
      "The CA tried \(job.tries) times to issue this certificate and has given it up: \(reason). "
        + "Place a new order; if that fails too, tell the CA's operator this order's URL.")
    // Critical: each is a bug, or a damaged database, that somebody must look at.
    logger.critical(
      "A job was set aside; see `chancery admin queue list --set-aside`",
      metadata: metadata(of: job, reason: reason))
    await finish(job, with: failure, desk: desk) { () async throws(StorageError) in
      try await jobs.setAside(job, with: failure, reason: reason, at: clock.now, by: run)
    }
  }

  /// Tells of jobs that a claim found damaged, and took out of the queue with their orders.
  func tell(of damaged: [SetAsideJob]) {
    guard !damaged.isEmpty else { return }
    for job in damaged {
      logger.critical(
        "A job can't be read and was set aside; see `chancery admin queue list --set-aside`",
        metadata: [
          "job": "\(job.position.number)", "order": "\(job.order)", "reason": "\(job.reason)",
        ])
      let failure = Failure.unreadableJob
      metrics?.failed(reason: failure.kind.rawValue, after: clock.now - job.acceptedAt)
      signals.ended(job.order, as: .failed(failure))
    }
    // A claim that found nothing else doesn't say that there is nothing else.
    signals.lookAgain()
  }

  private func end(_ job: Job, with failure: Failure, desk: IssuingDesk) async {
    logger.error("An order failed", metadata: metadata(of: job, reason: "\(failure.detail)"))
    await finish(job, with: failure, desk: desk) { () async throws(StorageError) in
      try await jobs.fail(job, with: failure, by: run)
    }
  }

  /// Records an end and tells it; where it can't be recorded, the job goes back to the queue.
  private func finish(
    _ claimed: Job, with failure: Failure, desk: IssuingDesk,
    _ record: () async throws(StorageError) -> Bool
  ) async {
    var job = claimed
    do throws(StorageError) {
      guard try await record() else { return }
      metrics?.failed(reason: failure.kind.rawValue, after: clock.now - job.acceptedAt)
      job.failed(as: failure)
      if case .announce(let outcome) = job.nextStep { signals.ended(job.order, as: outcome) }
    } catch {
      switch error {
      case .unavailable:
        desk.storageFailed()
        await giveBack(claimed, for: Self.restAfterStorageTrouble, reason: "\(error)", to: desk)
      case .corrupt:
        // No other try will record it before somebody has mended the database.
        logger.critical(
          "The end of a job can't be recorded", metadata: metadata(of: claimed, reason: "\(error)"))
        await complete(
          JobReturn(job: claimed, until: clock.now + Self.restAfterDamage, isExcused: false),
          desk: desk)
      }
    }
  }

  private func metadata(of job: Job, reason: String? = nil) -> Logger.Metadata {
    var metadata: Logger.Metadata = [
      "job": "\(job.position.number)", "order": "\(job.order)", "tries": "\(job.tries)",
    ]
    metadata["reason"] = reason.map { "\($0)" }
    return metadata
  }
}
