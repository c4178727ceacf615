import Conformance
import AuthorityModel
import SQLiteStorage
import ServiceLifecycle
import Storage
import Testing
import Validation

@Suite("The validation service", .timeLimit(.minutes(1)))
struct ValidationServiceTests {
  /// Runs the service until the test's body has ended, then lets it shut down.
  private func serving(
    _ service: ValidationService, _ body: (ServiceGroup) async throws -> Void
  ) async throws {
    let group = ServiceGroup(services: [service], logger: TestApplicants.logger)
    async let ended: Void = group.run()
    try await body(group)
    await group.triggerGracefulShutdown()
    try await ended
  }

  private static let failure = Failure(.connection, "Nobody answers.")

  @Test(
    "records what came of a challenge",
    arguments: [Authorization.Conclusion.valid(TestApplicants.record), .invalid(failure)])
  func records(conclusion: Authorization.Conclusion) async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(conclusion)
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(validator, authorizations: store)
    try await serving(service) { _ in
      let answered = try await service.respond(
        to: .http01, of: authorization, by: applicants.account)
      #expect(answered.challenges.map(\.state) == [.processing])
      for await _ in store.conclusions.prefix(1) {}
    }
    // RFC 8555 §8.1: token and base64url thumbprint.
    #expect(
      validator.requests == [
        .init(
          identifier: .dns("www.example.org"), token: "token",
          keyAuthorization: "token." + String(repeating: "A", count: 43))
      ])
    let stored = try #require(try await applicants.stored(authorization))
    switch conclusion {
    case .valid:
      #expect(stored.state == .valid)
      #expect(stored.expiresAt == TestApplicants.start + TestApplicants.lifetime)
      #expect(stored.challenges.map(\.state) == [.valid(at: TestApplicants.start)])
    case .invalid(let failure):
      #expect(stored.state == .invalid)
      #expect(stored.failure == failure)
    }
  }

  @Test("a key change after the answer doesn't undo what was put up (RFC 8555 §7.3.5)")
  func keyChange() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator()
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(validator, authorizations: store)
    _ = try await service.respond(to: .http01, of: authorization, by: applicants.account)
    let thumbprint = [UInt8](repeating: 0xff, count: 32)
    _ = try await applicants.stores.accounts.replaceKey(
      of: applicants.account, by: Array("{}".utf8), thumbprint: thumbprint)
    try await serving(service) { _ in
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(
      validator.requests.map(\.keyAuthorization) == ["token." + String(repeating: "A", count: 43)])
    #expect(try await applicants.stored(authorization)?.state == .valid)
  }

  @Test("what waits for an account that was deactivated is given up unasked (RFC 8555 §7.3.6)")
  func deactivatedAccount() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator()
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(validator, authorizations: store)
    _ = try await service.respond(to: .http01, of: authorization, by: applicants.account)
    _ = try await applicants.stores.accounts.apply(
      AccountChange(status: .deactivated), to: applicants.account, at: TestApplicants.start)
    try await serving(service) { _ in
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(validator.requests.isEmpty)
    #expect(try await applicants.stored(authorization)?.state == .deactivated)
  }

  @Test(
    "answers that come at one time are validated once", .holds("bad-input/order/challenge-twice"))
  func concurrentAnswers() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator()
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(validator, authorizations: store)
    try await withThrowingTaskGroup(of: Authorization.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await service.respond(to: .http01, of: authorization, by: applicants.account)
        }
      }
      // None is refused; those that came second see what is stored so far.
      for try await answered in group { #expect(answered.state == .pending) }
    }
    try await serving(service) { _ in
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(validator.requests.count == 1)
    #expect(try await applicants.stored(authorization)?.state == .valid)
  }

  @Test(
    "an answer that comes again changes nothing, during the validation and after it",
    .holds("bad-input/order/challenge-twice"))
  func repeatedAnswer() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(isHeld: true)
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(validator, authorizations: store)
    try await serving(service) { _ in
      let answered = try await service.respond(
        to: .http01, of: authorization, by: applicants.account)
      for await _ in validator.beginnings.prefix(1) {}
      #expect(
        try await service.respond(to: .http01, of: answered, by: applicants.account) == answered)
      // A request that read the authorization before it was answered.
      #expect(
        try await service.respond(to: .http01, of: authorization, by: applicants.account)
          == answered)
      validator.open()
      for await _ in store.conclusions.prefix(1) {}
    }
    let concluded = try #require(try await applicants.stored(authorization))
    #expect(
      try await service.respond(to: .http01, of: concluded, by: applicants.account) == concluded)
    #expect(validator.requests.count == 1)
  }

  @Test("takes up after a restart what was answered before, however much it is")
  func recovery() async throws {
    let applicants = try await TestApplicants()
    let dead = applicants.service(ScriptedValidator())
    var answered: [Authorization] = []
    for index in 0..<5 {
      let authorization = try await applicants.authorization(for: "host\(index).example.org")
      answered.append(
        try await dead.respond(to: .http01, of: authorization, by: applicants.account))
    }
    let untouched = try await applicants.authorization(for: "pending.example.org")

    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(
      ScriptedValidator(), authorizations: store, concurrencyLimit: 1, backlogLimit: 2)
    try await serving(service) { _ in
      for await _ in store.conclusions.prefix(5) {}
    }
    for authorization in answered {
      #expect(try await applicants.stored(authorization)?.state == .valid)
    }
    #expect(try await applicants.stored(untouched) == untouched)
  }

  @Test("refuses more than it may take in, before anything is stored")
  func overload() async throws {
    let applicants = try await TestApplicants()
    let first = try await applicants.authorization(for: "a.example.org")
    let second = try await applicants.authorization(for: "b.example.org")
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(
      ScriptedValidator(), authorizations: store, backlogLimit: 1)
    _ = try await service.respond(to: .http01, of: first, by: applicants.account)
    await #expect(throws: ValidationError.overloaded(limit: 1, retryAfter: .seconds(5))) {
      try await service.respond(to: .http01, of: second, by: applicants.account)
    }
    #expect(try await applicants.stored(second) == second)

    // Once there is room, the same answer is taken.
    try await serving(service) { _ in
      for await _ in store.conclusions.prefix(1) {}
    }
    let later = applicants.service(ScriptedValidator(), backlogLimit: 1)
    #expect(
      try await later.respond(to: .http01, of: second, by: applicants.account).challenges[0].state
        == .processing)
  }

  @Test("gives no account more than its share of the backlog")
  func accountShare() async throws {
    let applicants = try await TestApplicants()
    let first = try await applicants.authorization(for: "a.example.org")
    let second = try await applicants.authorization(for: "b.example.org")
    let service = applicants.service(ScriptedValidator(), accountBacklogLimit: 1)
    _ = try await service.respond(to: .http01, of: first, by: applicants.account)
    await #expect(
      throws: ValidationError.accountOverloaded(limit: 1, retryAfter: .seconds(5))
    ) {
      try await service.respond(to: .http01, of: second, by: applicants.account)
    }
    #expect(try await applicants.stored(second) == second)
    let other = Account(
      id: TestApplicants.id(), key: [], keyThumbprint: [UInt8](repeating: 1, count: 32),
      contacts: [], hasAgreedToTerms: true, createdAt: TestApplicants.start)
    let answered = try await service.respond(to: .http01, of: second, by: other)
    #expect(answered.isInValidation)
  }

  @Test(
    "a conclusion that storage doesn't take is recorded in the end",
    arguments: WatchedAuthorizationStore.Side.allCases)
  func recordingFails(side: WatchedAuthorizationStore.Side) async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let store = WatchedAuthorizationStore(
      applicants.stores.authorizations, failing: .conclusion, side, times: 3)
    let service = applicants.service(ScriptedValidator(), authorizations: store)
    try await serving(service) { _ in
      _ = try await service.respond(to: .http01, of: authorization, by: applicants.account)
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .valid)
  }

  @Test("an answer that storage doesn't take is refused, and may come again")
  func answerFails() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator()
    let store = WatchedAuthorizationStore(
      applicants.stores.authorizations, failing: .answer, times: 1)
    let service = applicants.service(validator, authorizations: store, backlogLimit: 1)
    try await serving(service) { _ in
      let fault = ValidationError.storage(.unavailable(reason: "a fault of the test"))
      await #expect(throws: fault) {
        try await service.respond(to: .http01, of: authorization, by: applicants.account)
      }
      #expect(try await applicants.stored(authorization) == authorization)
      _ = try await service.respond(to: .http01, of: authorization, by: applicants.account)
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(validator.requests.count == 1)
  }

  @Test("refuses answers to what can't be answered")
  func refusals() async throws {
    let applicants = try await TestApplicants()
    let service = applicants.service(ScriptedValidator())
    let bare = try await applicants.authorization(challenges: [])
    await #expect(throws: ValidationError.unknownChallenge) {
      try await service.respond(to: .http01, of: bare, by: applicants.account)
    }
    let expired = try await applicants.authorization(expiresAt: TestApplicants.start)
    await #expect(throws: ValidationError.authorizationNotPending(.expired)) {
      try await service.respond(to: .http01, of: expired, by: applicants.account)
    }
    #expect(try await applicants.stores.authorizations.authorizationsInValidation().isEmpty)
  }

  @Test("finishes what runs as it shuts down, and leaves what waits to the next start")
  func gracefulShutdown() async throws {
    let applicants = try await TestApplicants()
    let running = try await applicants.authorization(for: "a.example.org")
    let waiting = try await applicants.authorization(for: "b.example.org")
    let validator = ScriptedValidator(isHeld: true)
    let service = applicants.service(validator, concurrencyLimit: 1)
    let witness = ShutdownWitness(service)
    let group = ServiceGroup(services: [witness], logger: TestApplicants.logger)
    async let ended: Void = group.run()
    _ = try await service.respond(to: .http01, of: running, by: applicants.account)
    let left = try await service.respond(to: .http01, of: waiting, by: applicants.account)
    for await _ in validator.beginnings.prefix(1) {}
    await group.triggerGracefulShutdown()
    for await _ in witness.shutdowns.prefix(1) {}
    validator.open()
    try await ended
    #expect(try await applicants.stored(running)?.state == .valid)
    #expect(try await applicants.stored(waiting) == left)

    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    try await serving(applicants.service(ScriptedValidator(), authorizations: store)) { _ in
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(waiting)?.state == .valid)
  }

  @Test("a validation that was cut short is repeated at the next start, not held against anyone")
  func cancellation() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(
      .invalid(Failure(.serverInternal, "interrupted")), isHeld: true)
    let service = applicants.service(validator)
    let task = Task { try await service.run() }
    let answered = try await service.respond(to: .http01, of: authorization, by: applicants.account)
    for await _ in validator.beginnings.prefix(1) {}
    task.cancel()
    validator.open()
    try await task.value
    #expect(try await applicants.stored(authorization) == answered)

    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    try await serving(applicants.service(ScriptedValidator(), authorizations: store)) { _ in
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .valid)
  }
}

/// A service that tells when it has been asked to shut down.
private struct ShutdownWitness: Service {
  let shutdowns: AsyncStream<Void>
  private let source: AsyncStream<Void>.Continuation
  private let service: ValidationService

  init(_ service: ValidationService) {
    self.service = service
    (shutdowns, source) = AsyncStream.makeStream()
  }

  func run() async throws {
    try await withGracefulShutdownHandler {
      try await service.run()
    } onGracefulShutdown: {
      source.yield()
    }
  }
}
