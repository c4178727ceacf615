package import AuthorityModel
package import Logging
internal import ServiceLifecycle
package import Storage

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
    /// Whether no other issuer works on this database, so that all foreign leases are dead ones.
    package let isOnlyIssuer: Bool

    package init(
      concurrencyLimit: Int, lease: Duration, pollingInterval: Duration = .milliseconds(500),
      isOnlyIssuer: Bool
    ) {
      self.concurrencyLimit = concurrencyLimit
      self.lease = lease
      self.pollingInterval = pollingInterval
      self.isOnlyIssuer = isOnlyIssuer
    }
  }

  private let jobs: any JobStore
  private let signals: any JobSignals
  private let runner: JobRunner
  private let issuerRun: IssuerRun
  private let clock: WallClock
  private let terms: Terms
  private let logger: Logger
  private let vacancies: Vacancies

  package init(
    jobs: any JobStore, signals: any JobSignals, runner: JobRunner, run: IssuerRun,
    clock: WallClock, terms: Terms, logger: Logger
  ) {
    self.jobs = jobs
    self.signals = signals
    self.runner = runner
    issuerRun = run
    self.clock = clock
    self.terms = terms
    self.logger = logger
    vacancies = Vacancies(count: terms.concurrencyLimit)
  }

  /// Works until the service shuts down; jobs in hand are finished first.
  package func run() async throws {
    if terms.isOnlyIssuer {
      try await jobs.releaseLeases(exceptOf: issuerRun)
    }
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        while case let free = await vacancies.awaitVacancy(), free > 0, !Task.isCancelled {
          let claimed = await claim(free)
          vacancies.occupy(claimed.count)
          for job in claimed {
            group.addTask {
              await self.runner.work(on: job)
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
      self.signals.jobQueued()
    }
  }

  private func claim(_ limit: Int) async -> [Job] {
    let now = clock.now
    do throws(StorageError) {
      return try await jobs.claim(limit, for: issuerRun, at: now, until: now + terms.lease)
    } catch {
      logger.error("The queue can't be read", metadata: ["reason": "\(error)"])
      return []
    }
  }
}
