package import AuthorityModel
package import Logging
internal import ServiceLifecycle
internal import Signing
package import Storage
internal import Synchronization

/// Empties the issuance queue, first come first served, with as many jobs in hand as keep the signer
/// busy.
package final class IssuanceService: Service {
  package struct Terms: Sendable {
    /// How many jobs are in hand at once.
    package let concurrencyLimit: Int
    /// For how long a claimed job is this issuer's.
    package let lease: Duration
    /// How long at most between two looks into the queue; signals make it sooner.
    package let pollingInterval: Duration
    /// How long to leave a token alone that doesn't sign.
    package let retryPolicy: RetryPolicy
    /// Whether no other issuer works on this database, so that all foreign leases are dead ones.
    package let isOnlyIssuer: Bool

    package init(
      concurrencyLimit: Int, lease: Duration, pollingInterval: Duration = .milliseconds(500),
      retryPolicy: RetryPolicy = RetryPolicy(), isOnlyIssuer: Bool
    ) {
      self.concurrencyLimit = concurrencyLimit
      self.lease = lease
      self.pollingInterval = pollingInterval
      self.retryPolicy = retryPolicy
      self.isOnlyIssuer = isOnlyIssuer
    }
  }

  private let jobs: any JobStore
  private let signals: any JobSignals
  private let runner: JobRunner
  private let issuerRun: IssuerRun
  private let clock: WallClock
  private let terms: Terms
  private let recovery: RecoveryBell
  private let logger: Logger
  private let vacancies: Vacancies
  private let tokenTrouble = Mutex(TokenTrouble())

  /// - Parameter recovery: Rung by whoever sees that a token signs again, so that the pause ends.
  package init(
    jobs: any JobStore, signals: any JobSignals, runner: JobRunner, run: IssuerRun,
    clock: WallClock, terms: Terms, recovery: RecoveryBell = RecoveryBell(), logger: Logger
  ) {
    self.jobs = jobs
    self.signals = signals
    self.runner = runner
    issuerRun = run
    self.clock = clock
    self.terms = terms
    self.recovery = recovery
    self.logger = logger
    vacancies = Vacancies(count: terms.concurrencyLimit)
  }

  /// How often each lint has found something in certificates that were signed nevertheless.
  package var lintFindings: [String: Int] { runner.tally.all }

  /// Works until the service shuts down; jobs in hand are finished first.
  package func run() async throws {
    if terms.isOnlyIssuer {
      try await jobs.releaseLeases(exceptOf: issuerRun)
    }
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        while case let free = await vacancies.awaitVacancy(), free > 0, !Task.isCancelled {
          let isTokenSound = await pauseAfterFailures()
          if Task.isShuttingDownGracefully { break }
          let claimed = await claim(isTokenSound ? free : 1)
          vacancies.occupy(claimed.count)
          for job in claimed {
            group.addTask {
              self.note(await self.runner.work(on: job))
              self.vacancies.vacate()
            }
          }
          if claimed.isEmpty {
            await signals.nextJob(within: terms.pollingInterval)
          }
        }
      }
    } onGracefulShutdown: {
      self.vacancies.close()
      self.signals.lookAgain()
    }
    let findings = runner.tally.all
    guard !findings.isEmpty else { return }
    logger.notice(
      "Certificates were signed that break rules of lesser weight",
      metadata: ["lints": .dictionary(findings.mapValues { "\($0)" })])
  }

  /// Waits as the policy wants it after jobs that the token didn't sign.
  ///
  /// - Returns: Whether the token signed the last job; if not, one job after each pause tries it.
  private func pauseAfterFailures() async -> Bool {
    let (failures, error) = tokenTrouble.withLock { ($0.failuresAtNextTry(), $0.error) }
    guard failures > 0 else { return true }
    let pause = terms.retryPolicy.pause(afterFailures: failures, because: error)
    // Cut short by a shutdown, and by the token's recovery.
    await cancelWhenGracefulShutdown { await self.recovery.wait(atMost: pause) }
    return tokenTrouble.withLock { $0.isOver }
  }

  /// Tells the operator what is new about the signer.
  private func note(_ ending: JobRunner.Ending) {
    let now = clock.now
    switch tokenTrouble.withLock({ $0.note(ending, at: now) }) {
    case nil:
      break
    case .failing(let error):
      logger.log(
        // What no other try changes waits for the operator, and with it every order (law 3).
        level: error.mayRetry ? .warning : .error,
        "Nothing can be signed; accepted orders keep their places in the queue",
        metadata: ["reason": "\(error)"])
    case .stillFailing(let error, let tries, let since):
      logger.log(
        level: error.mayRetry ? .warning : .error, "Still nothing can be signed",
        metadata: ["reason": "\(error)", "tries": "\(tries)", "for": "\(now - since)"])
    case .recovered(let tries, let since):
      logger.notice(
        "Signing goes on", metadata: ["tries": "\(tries)", "after": "\(now - since)"])
    }
  }

  private func claim(_ limit: Int) async -> [Job] {
    let now = clock.now
    do throws(StorageError) {
      return try await jobs.claim(
        ClaimQuota(ofEach: limit), for: issuerRun, at: now, until: now + terms.lease)
    } catch {
      logger.error("The queue can't be read", metadata: ["reason": "\(error)"])
      return []
    }
  }
}
