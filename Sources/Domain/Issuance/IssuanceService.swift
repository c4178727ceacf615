package import AuthorityModel
package import Logging
internal import ServiceLifecycle
internal import Signing
package import Storage

/// Empties the issuance queue, first come first served, with as many jobs in hand as keep the signer
/// busy.
///
/// This is the driver of ``IssuingLine``, which decides; each job in hand is a task of its own that
/// waits at the desk for its turn.
package final class IssuanceService: Service {
  private let jobs: any JobStore
  private let signals: any JobSignals
  private let runner: JobRunner
  private let issuerRun: IssuerRun
  private let clock: WallClock
  private let terms: Terms
  private let recovery: RecoveryBell
  private let desk: IssuingDesk
  private let troubleLog: TroubleLog
  private let logger: Logger

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
    troubleLog = TroubleLog(clock: clock, logger: logger)
    // The other half of the lease is for the signature and its commit.
    desk = IssuingDesk(
      IssuingLine.Terms(
        signingPlaces: terms.signingPlaces, patience: terms.lease / 2, weights: terms.weights))
  }

  /// How often each lint has found something in certificates that were signed nevertheless.
  package var lintFindings: [String: Int] { runner.preparation.tally.all }

  /// How many jobs are where on the line.
  package var status: LineStatus { desk.status }

  /// Works until the service shuts down; jobs at the signer are finished first, others go back.
  package func run() async throws {
    if terms.isOnlyIssuer {
      try await jobs.releaseLeases(exceptOf: issuerRun)
    }
    await withTaskCancellationOrGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        while let errand = await desk.nextErrand() {
          switch errand {
          case .claim(let quota): await claim(quota, for: &group)
          case .pause(let failures, let error):
            group.addTask { await self.pause(failures, because: error) }
          case .look:
            group.addTask { await self.look() }
          }
        }
      }
    } onCancelOrGracefulShutdown: {
      self.desk.shutDown()
      self.signals.lookAgain()
    }
    let findings = runner.preparation.tally.all
    guard !findings.isEmpty else { return }
    logger.notice(
      "Certificates were signed that break rules of lesser weight",
      metadata: ["lints": .dictionary(findings.mapValues { "\($0)" })])
  }

  private func claim(_ quota: ClaimQuota, for group: inout DiscardingTaskGroup) async {
    let now = clock.now
    do throws(StorageError) {
      let claimed = try await jobs.claim(
        quota, for: issuerRun, at: now, until: now + terms.lease)
      runner.endings.tell(of: claimed.setAside)
      let admission = desk.admit(claimed.jobs)
      for job in admission.returned {
        group.addTask {
          await self.runner.endings.giveBack(job, reason: "it is not its turn", to: self.desk)
          self.desk.cameBack()
        }
      }
      for (ticket, job) in admission.admitted {
        group.addTask {
          await self.runner.work(
            on: job, as: ticket, at: self.desk, report: self.troubleLog.tell)
        }
      }
    } catch {
      logger.error("The queue can't be read", metadata: ["reason": "\(error)"])
      desk.claimFailed()
    }
  }

  /// Waits as the policy wants it after jobs that the token didn't sign; cut short by a shutdown, and
  /// by the token's recovery.
  private func pause(_ failures: Int, because error: SigningError?) async {
    let pause = terms.retryPolicy.pause(afterFailures: failures, because: error)
    await cancelWhenGracefulShutdown { await self.recovery.wait(atMost: pause) }
    desk.pauseEnded()
  }

  private func look() async {
    await cancelWhenGracefulShutdown {
      await self.signals.nextJob(within: self.terms.pollingInterval)
    }
    // Before anything is claimed again: what comes back late has lost its lease, and its excuse.
    await runner.endings.completeUnreturned(at: desk)
    desk.looked()
  }
}
