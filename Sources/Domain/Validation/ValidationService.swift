package import AuthorityModel
package import Logging
internal import ServiceLifecycle
package import Storage
internal import ACMEProtocol
internal import Synchronization

/// Takes answers to challenges, validates them side by side, and records what came of it.
///
/// An answer is durable before it is acknowledged; after a crash, ``run()`` takes up those that were
/// left.
///
/// - Note: RFC 8555 §7.5.1.
package final class ValidationService: Service {
  package struct Terms: Sendable {
    /// How many validations run at once.
    package let concurrencyLimit: Int
    /// How many may be accepted and not yet decided.
    package let backlogLimit: Int
    /// For how long a proof holds.
    package let authorizationLifetime: Duration
    /// How long to wait before a result is recorded once more that storage didn't take.
    package let storageRetryDelay: Duration

    package init(
      concurrencyLimit: Int, backlogLimit: Int, authorizationLifetime: Duration,
      storageRetryDelay: Duration = .seconds(1)
    ) {
      self.concurrencyLimit = concurrencyLimit
      self.backlogLimit = backlogLimit
      self.authorizationLifetime = authorizationLifetime
      self.storageRetryDelay = storageRetryDelay
    }
  }

  private let authorizations: any AuthorizationStore
  private let accounts: any AccountStore
  private let validators: [Challenge.Method: any ChallengeValidator]
  private let clock: WallClock
  private let terms: Terms
  private let logger: Logger
  private let pending: AsyncStream<Authorization>
  private let queue: AsyncStream<Authorization>.Continuation
  private let underWay = Mutex<Set<AuthorizationID>>([])

  package init(
    authorizations: any AuthorizationStore, accounts: any AccountStore,
    validators: [Challenge.Method: any ChallengeValidator], clock: WallClock, terms: Terms,
    logger: Logger
  ) {
    self.authorizations = authorizations
    self.accounts = accounts
    self.validators = validators
    self.clock = clock
    self.terms = terms
    self.logger = logger
    (pending, queue) = AsyncStream.makeStream()
  }

  /// Takes the client's word that a challenge is ready to be validated.
  ///
  /// - Parameter authorization: The authorization as it is stored.
  /// - Returns: The authorization as it stands now; an answer that comes twice changes nothing.
  package func respond(to method: Challenge.Method, of authorization: Authorization)
    async throws(ValidationError) -> Authorization
  {
    var answered = authorization
    switch answered.respond(to: method, at: clock.now) {
    case .rejectUnknownChallenge: throw .unknownChallenge
    case .rejectNotPending:
      throw .authorizationNotPending(authorization.status(at: clock.now))
    case .alreadyAnswered: return authorization
    case .validate: break
    }
    switch admit(authorization.id, limit: terms.backlogLimit) {
    case .admitted: break
    case .full: throw .overloaded(limit: terms.backlogLimit)
    // The same answer is just being taken from another request, and may not be durable yet.
    case .underWay: return try await stored(authorization)
    }
    let isRecorded: Bool
    do throws(StorageError) {
      isRecorded = try await authorizations.update(authorization, to: answered)
    } catch {
      dismiss(authorization.id)
      throw .storage(error)
    }
    guard isRecorded else {
      dismiss(authorization.id)
      return try await stored(authorization)
    }
    queue.yield(answered)
    return answered
  }

  private func stored(_ authorization: Authorization) async throws(ValidationError) -> Authorization
  {
    do throws(StorageError) {
      return try await authorizations.authorization(authorization.id) ?? authorization
    } catch {
      throw .storage(error)
    }
  }

  /// Validates until the service shuts down; what runs then is finished first, what waits is left to
  /// the next start.
  package func run() async throws {
    // No limit for these: they were accepted.
    for authorization in try await authorizations.authorizationsInValidation()
    where admit(authorization.id, limit: .max) == .admitted {
      queue.yield(authorization)
    }
    await withGracefulShutdownHandler {
      await withTaskGroup(of: Void.self) { group in
        var running = 0
        for await authorization in pending {
          // What isn't begun yet is in the database, and the next start goes on with it.
          if Task.isShuttingDownGracefully { break }
          if running == terms.concurrencyLimit {
            await group.next()
            running -= 1
          }
          guard !Task.isShuttingDownGracefully else { break }
          group.addTask { await self.validate(authorization) }
          running += 1
        }
      }
    } onGracefulShutdown: {
      self.queue.finish()
    }
  }

  private enum Admission {
    case admitted
    case underWay
    case full
  }

  /// Takes one more in, where there is room; one that is under way isn't taken twice.
  private func admit(_ id: AuthorizationID, limit: Int) -> Admission {
    underWay.withLock { underWay in
      if underWay.contains(id) { return .underWay }
      guard underWay.count < limit else { return .full }
      underWay.insert(id)
      return .admitted
    }
  }

  private func dismiss(_ id: AuthorizationID) {
    _ = underWay.withLock { $0.remove(id) }
  }

  private func validate(_ authorization: Authorization) async {
    do throws(StorageError) {
      try await concludeChallenge(of: authorization)
      dismiss(authorization.id)
    } catch {
      logger.error(
        "A validation's result could not be recorded; it is repeated",
        metadata: ["authorization": "\(authorization.id)", "reason": "\(error)"])
      // Cut short by a shutdown: the database still says `processing`, and the next start goes on.
      try? await Task.sleep(for: terms.storageRetryDelay)
      queue.yield(authorization)
    }
  }

  private func concludeChallenge(of authorization: Authorization) async throws(StorageError) {
    guard
      let challenge = authorization.challenges.first(where: { $0.state == .processing }),
      let validator = validators[challenge.method],
      let account = try await accounts.account(authorization.account)
    else { return }
    let conclusion = await validator.conclusion(
      on: ChallengeAttempt(
        identifier: authorization.identifier, isWildcard: authorization.isWildcard,
        account: authorization.account, token: challenge.token,
        keyAuthorization: "\(challenge.token).\(Base64URL.encode(account.keyThumbprint))",
        startedAt: clock.now))
    // A validation that was cut short says nothing about the applicant; the next start repeats it.
    guard !Task.isCancelled else { return }
    var concluded = authorization
    guard
      concluded.conclude(
        challenge.method, as: conclusion, at: clock.now, validFor: terms.authorizationLifetime)
    else { return }
    _ = try await authorizations.update(authorization, to: concluded)
  }
}
