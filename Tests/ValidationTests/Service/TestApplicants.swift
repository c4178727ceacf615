import AuthorityModel
import Foundation
import Logging
import SQLiteStorage
import ServiceLifecycle
import Storage
import Synchronization
import Validation

/// An account whose authorizations wait in a database file of their own.
final class TestApplicants: Sendable {
  static let start = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)
  static let record = ValidationRecord(
    method: .http01, validatedAt: start, observations: ["It was seen."])
  static let lifetime = Duration.seconds(30 * 86_400)

  let stores: SQLiteStores
  let account: Account
  private let folder: URL

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "validation-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    stores = try SQLiteStores(
      path: folder.appending(path: "chancery.sqlite").path(percentEncoded: false))
    account = Account(
      id: Self.id(), key: Array("{}".utf8), keyThumbprint: [UInt8](repeating: 0, count: 32),
      contacts: [], hasAgreedToTerms: true, createdAt: Self.start)
    _ = try await stores.accounts.insert(account)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func id<Resource>() -> ResourceID<Resource> {
    var generator = SystemRandomNumberGenerator()
    return ResourceID(at: start, using: &generator)
  }

  /// A stored authorization that waits for an answer to its challenge.
  func authorization(
    for name: String = "www.example.org",
    challenges: [Challenge] = [Challenge(method: .http01, token: "token")],
    expiresAt: Timestamp = start + .seconds(3600)
  ) async throws -> Authorization {
    let authorization = Authorization(
      id: Self.id(), account: account.id, identifier: .dns(name), expiresAt: expiresAt,
      challenges: challenges)
    let order = Order(
      id: Self.id(), account: account.id, identifiers: [.dns(name)],
      authorizations: [authorization.id], profile: "default", createdAt: Self.start,
      expiresAt: Self.start + .seconds(86_400))
    try await stores.orders.insert(order, with: [authorization])
    return authorization
  }

  func stored(_ authorization: Authorization) async throws -> Authorization? {
    try await stores.authorizations.authorization(authorization.id)
  }

  func service(
    _ validator: any ChallengeValidator, authorizations: (any AuthorizationStore)? = nil,
    concurrencyLimit: Int = 8, backlogLimit: Int = 100, accountBacklogLimit: Int = .max,
    retries: ValidationRetries = .none, answerWait: Duration = .zero,
    waits: any Clock<Duration> = ContinuousClock(), steadyClock: SteadyClock = SteadyClock()
  ) -> ValidationService {
    ValidationService(
      authorizations: authorizations ?? stores.authorizations, accounts: stores.accounts,
      validators: [.http01: validator], clock: WallClock { Self.start },
      waits: waits, steadyClock: steadyClock,
      terms: .init(
        concurrencyLimit: concurrencyLimit, backlogLimit: backlogLimit,
        accountBacklogLimit: accountBacklogLimit,
        authorizationLifetime: Self.lifetime, retries: retries, answerWait: answerWait,
        storageRetryDelay: .zero),
      logger: Self.logger)
  }

  static var logger: Logger { Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() } }
}

/// Runs a service while something is done with it, and shuts it down.
func serving(_ service: ValidationService, _ body: () async throws -> Void) async throws {
  let group = ServiceGroup(services: [service], logger: TestApplicants.logger)
  async let ended: Void = group.run()
  try await body()
  await group.triggerGracefulShutdown()
  try await ended
}

/// Concludes as it was told, and remembers for whom it was asked.
final class ScriptedValidator: ChallengeValidator {
  struct Request: Sendable, Hashable {
    let identifier: Identifier
    let token: String
    let keyAuthorization: String
  }

  /// Yields whenever a validation has begun.
  let beginnings: AsyncStream<Void>

  private let beginningsSource: AsyncStream<Void>.Continuation
  private let state: Mutex<State>

  private struct State {
    var isOpen: Bool
    /// What comes of the attempts in turn; the last holds for all that follow.
    var conclusions: [Authorization.Conclusion]
    var requests: [Request] = []
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  convenience init(
    _ conclusion: Authorization.Conclusion = .valid(TestApplicants.record), isHeld: Bool = false
  ) {
    self.init([conclusion], isHeld: isHeld)
  }

  /// - Parameter isHeld: Whether no validation ends before ``open()``.
  init(_ conclusions: [Authorization.Conclusion], isHeld: Bool = false) {
    state = Mutex(State(isOpen: !isHeld, conclusions: conclusions))
    (beginnings, beginningsSource) = AsyncStream.makeStream()
  }

  var requests: [Request] { state.withLock(\.requests) }

  func open() {
    let waiters = state.withLock { state in
      state.isOpen = true
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  func conclusion(on attempt: ChallengeAttempt) async -> Authorization.Conclusion {
    state.withLock {
      $0.requests.append(
        Request(
          identifier: attempt.identifier, token: attempt.token,
          keyAuthorization: attempt.keyAuthorization))
    }
    beginningsSource.yield()
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if !state.isOpen { state.waiters.append(continuation) }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
    return state.withLock { state in
      state.conclusions.count > 1 ? state.conclusions.removeFirst() : state.conclusions[0]
    }
  }
}

/// Authorizations whose records can be waited for, and fail on command.
final class WatchedAuthorizationStore: AuthorizationStore {
  enum Record: Sendable, Hashable { case answer, conclusion }
  enum Side: Sendable, CaseIterable { case before, after }

  /// Yields whenever a conclusion was handed in without a fault.
  let conclusions: AsyncStream<Void>

  /// Yields whenever it was recorded that an attempt failed and another follows.
  let retries: AsyncStream<Void>

  private let base: any AuthorizationStore
  private let failing: Record?
  private let side: Side
  private let faultsLeft: Mutex<Int>
  private let conclusionsSource: AsyncStream<Void>.Continuation
  private let retriesSource: AsyncStream<Void>.Continuation

  init(
    _ base: any AuthorizationStore, failing: Record? = nil, _ side: Side = .before, times: Int = 0
  ) {
    self.base = base
    self.failing = failing
    self.side = side
    faultsLeft = Mutex(times)
    (conclusions, conclusionsSource) = AsyncStream.makeStream()
    (retries, retriesSource) = AsyncStream.makeStream()
  }

  func authorization(_ id: AuthorizationID) async throws(StorageError) -> Authorization? {
    try await base.authorization(id)
  }

  func update(_ old: Authorization, to new: Authorization) async throws(StorageError) -> Bool {
    let record: Record = new.state == .pending ? .answer : .conclusion
    let isFaulty =
      record == failing
      && faultsLeft.withLock { left in
        defer { left = max(0, left - 1) }
        return left > 0
      }
    if isFaulty, side == .before { throw .unavailable(reason: "a fault of the test") }
    let isStored = try await base.update(old, to: new)
    if isFaulty { throw .unavailable(reason: "a fault of the test") }
    if record == .conclusion { conclusionsSource.yield() }
    if new.challenges.contains(where: { $0.trouble != nil }) { retriesSource.yield() }
    return isStored
  }

  func authorizationsInValidation() async throws(StorageError) -> [Authorization] {
    try await base.authorizationsInValidation()
  }
}
