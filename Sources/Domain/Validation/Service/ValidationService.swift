package import AuthorityModel
package import Logging
internal import ServiceLifecycle
package import Storage
internal import Synchronization

/// Takes answers to challenges, validates them side by side, and records what came of it.
///
/// An answer is durable before it is acknowledged, by what came of it or by itself; and so is an attempt
/// that failed before it is repeated. After a crash, ``run()`` takes up those that were left.
///
/// - Note: RFC 8555 §7.5.1 and §8.2.
package final class ValidationService: Service {
  package struct Terms: Sendable {
    /// How many validations run at once.
    package let concurrencyLimit: Int
    /// How many may be accepted and not yet decided.
    package let backlogLimit: Int
    /// How many of them may be of one account.
    package let accountBacklogLimit: Int
    /// For how long a proof holds.
    package let authorizationLifetime: Duration
    /// When an attempt that failed is made again.
    package let retries: ValidationRetries
    /// For how long an answer waits for its validation.
    package let answerWait: Duration
    /// How long to wait before a result is recorded once more that storage didn't take.
    package let storageRetryDelay: Duration

    package init(
      concurrencyLimit: Int, backlogLimit: Int, accountBacklogLimit: Int = .max,
      authorizationLifetime: Duration,
      retries: ValidationRetries = .none, answerWait: Duration = .zero,
      storageRetryDelay: Duration = .seconds(1)
    ) {
      self.concurrencyLimit = concurrencyLimit
      self.backlogLimit = backlogLimit
      self.accountBacklogLimit = accountBacklogLimit
      self.authorizationLifetime = authorizationLifetime
      self.retries = retries
      self.answerWait = answerWait
      self.storageRetryDelay = storageRetryDelay
    }
  }

  let authorizations: any AuthorizationStore
  let accounts: any AccountStore
  let validators: [Challenge.Method: any ChallengeValidator]
  let clock: WallClock
  let terms: Terms
  let logger: Logger
  let book = Mutex(ValidationBook())
  let meter: Mutex<DrainMeter>
  let steadyClock: SteadyClock
  let work: AsyncStream<Work>
  let queue: AsyncStream<Work>.Continuation
  let pauses: AsyncStream<Pause>
  let pauseQueue: AsyncStream<Pause>.Continuation
  let credits = Mutex(WaitingCredits())
  /// Of attempts, with the authorization as it was recorded after them.
  let ends: Expectations<AuthorizationID, Authorization>
  private let waits: any Clock<Duration>

  /// - Parameter waits: What measures the pauses between attempts, and how long answers wait.
  package init(
    authorizations: any AuthorizationStore, accounts: any AccountStore,
    validators: [Challenge.Method: any ChallengeValidator], clock: WallClock,
    waits: any Clock<Duration> = ContinuousClock(), steadyClock: SteadyClock = SteadyClock(),
    terms: Terms, logger: Logger
  ) {
    self.authorizations = authorizations
    self.accounts = accounts
    self.validators = validators
    self.clock = clock
    self.waits = waits
    ends = Expectations(clock: waits)
    self.terms = terms
    self.logger = logger
    self.steadyClock = steadyClock
    meter = Mutex(
      DrainMeter(laneCount: terms.concurrencyLimit, serviceTime: .milliseconds(100)))
    (work, queue) = AsyncStream.makeStream()
    (pauses, pauseQueue) = AsyncStream.makeStream()
  }

  /// How many authorizations are accepted and not yet decided.
  package var backlog: Int { book.withLock { $0.count } }

  /// Validates until the service shuts down; what runs then is finished first, what waits is left to
  /// the next start.
  package func run() async throws {
    // No limit for these: they were accepted.
    for authorization in try await authorizations.authorizationsInValidation()
    where book.withLock({
      $0.admit(authorization.id, of: authorization.account, limit: .none)
    }) == .admitted {
      if let next = authorization.nextAttemptAt, next > clock.now {
        pause(authorization.id, until: next)
      } else {
        queue.yield(.authorization(authorization))
      }
    }
    await withGracefulShutdownHandler {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await self.endPauses() }
        await self.runAttempts()
        // What pauses is in the database, and the next start goes on with it.
        group.cancelAll()
      }
    } onGracefulShutdown: {
      self.queue.finish()
    }
  }

  /// An authorization of which a challenge is to be tried.
  enum Work: Sendable {
    /// As it is stored.
    case authorization(Authorization)
    /// Answered just now, and perhaps not recorded before what comes of it.
    case answer(Authorization, instead: Authorization)
    /// As it is stored when its turn comes.
    case id(AuthorizationID)
  }

  struct Pause: Sendable {
    let id: AuthorizationID
    let ticket: ValidationBook.Ticket
    let end: Timestamp
  }

  private func runAttempts() async {
    await withTaskGroup(of: Void.self) { group in
      var running = 0
      for await work in work {
        // What isn't begun yet is in the database, and the next start goes on with it.
        if Task.isShuttingDownGracefully { break }
        if running == terms.concurrencyLimit {
          await group.next()
          running -= 1
        }
        guard !Task.isShuttingDownGracefully else { break }
        group.addTask { await self.attempt(work) }
        running += 1
      }
    }
  }

  /// Ends each pause in its time; pauses take no place among those that run.
  private func endPauses() async {
    await withDiscardingTaskGroup { group in
      for await pause in pauses {
        group.addTask { [waits, clock] in
          guard (try? await waits.sleep(for: max(.zero, pause.end - clock.now))) != nil,
            self.book.withLock({ $0.resume(pause.id, pause.ticket) })
          else { return }
          self.queue.yield(.id(pause.id))
        }
      }
    }
  }

  /// Waits with the next attempt, unless the client has asked for it just now.
  func pause(_ id: AuthorizationID, until end: Timestamp) {
    if let ticket = book.withLock({ $0.pause(id) }) {
      pauseQueue.yield(Pause(id: id, ticket: ticket, end: end))
    } else {
      queue.yield(.id(id))
    }
  }
}
