import AuthorityModel
import Conformance
import SQLiteStorage
import ServiceLifecycle
import Storage
import Synchronization
import Testing
import Validation

@Suite("Law 6: the answer to a challenge waits for its validation", .timeLimit(.minutes(1)))
struct AnswerWaitTests {
  private static let failure = Failure(.connection, "Nobody answers.")
  /// Never over: what is answered was woken.
  private static let endless = PauseClock(pausesAreOver: false)

  @Test(
    "and says what came of it, which is recorded in one commit with the answer",
    arguments: [Authorization.Conclusion.valid(TestApplicants.record), .invalid(failure)])
  func decided(conclusion: Authorization.Conclusion) async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let service = applicants.service(
      ScriptedValidator(conclusion), answerWait: .seconds(1), waits: Self.endless)
    let before = applicants.stores.database.statistics.commits
    try await serving(service) {
      let answered = try await service.respond(
        to: .http01, of: authorization, by: applicants.account)
      #expect(answered.state == (conclusion == .invalid(Self.failure) ? .invalid : .valid))
      #expect(try await applicants.stored(authorization) == answered)
    }
    #expect(applicants.stores.database.statistics.commits == before + 1)
    #expect(service.backlog == 0)
  }

  @Test("no longer than it may: then it is durable, and the validation goes on")
  func bounded() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(isHeld: true)
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let waits = PauseClock(pausesAreOver: true)
    let service = applicants.service(
      validator, authorizations: store, answerWait: .seconds(1), waits: waits)
    try await serving(service) {
      let answered = try await service.respond(
        to: .http01, of: authorization, by: applicants.account)
      #expect(answered.isInValidation)
      #expect(try await applicants.stored(authorization) == answered)
      validator.open()
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(waits.pauses == [.seconds(1)])
    #expect(try await applicants.stored(authorization)?.state == .valid)
    #expect(validator.requests.count == 1)
  }

  @Test(
    "and where it was recorded, but nobody is at work on it any more, it is validated when it comes again"
  )
  func orphaned() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(
      ScriptedValidator(), authorizations: store, answerWait: .zero, waits: Self.endless)
    try await serving(service) {
      // Recorded by somebody who then gave up, after this process had started.
      var orphan = authorization
      #expect(
        orphan.respond(to: .http01, with: "thumbprint", at: TestApplicants.start) == .validate)
      #expect(try await applicants.stores.authorizations.update(authorization, to: orphan))
      let answered = try await service.respond(
        to: .http01, of: orphan, by: applicants.account)
      #expect(answered == orphan)
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .valid)
  }

  @Test("only as long as the request has time, less a second to answer it")
  func budget() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let waits = PauseClock(pausesAreOver: true)
    let service = applicants.service(
      ScriptedValidator(), answerWait: .seconds(5), waits: waits)
    let budget = TimeBudget(.milliseconds(1500), by: SteadyClock { .seconds(1) })
    // Nobody validates.
    let answered = try await TimeBudget.$current.withValue(budget) {
      try await service.respond(to: .http01, of: authorization, by: applicants.account)
    }
    #expect(answered.isInValidation)
    #expect(waits.pauses == [.milliseconds(500)])
  }

  @Test("but nothing is begun where the request's time is over")
  func spentBudget() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let spent = TimeBudget(.zero, by: SteadyClock { .seconds(1) })
    let validator = ScriptedValidator()
    let service = applicants.service(validator, answerWait: .seconds(5))
    await #expect(throws: ValidationError.outOfTime) {
      try await TimeBudget.$current.withValue(spent) {
        try await service.respond(to: .http01, of: authorization, by: applicants.account)
      }
    }
    #expect(try await applicants.stored(authorization) == authorization)
    #expect(validator.requests.isEmpty)
    #expect(service.backlog == 0)
  }

  @Test("not at all where more are under way than could end in time")
  func backlog() async throws {
    let applicants = try await TestApplicants()
    let validator = ScriptedValidator(isHeld: true)
    // A tenth of a second for each is expected, before anything was measured.
    let service = applicants.service(
      validator, concurrencyLimit: 1, answerWait: .milliseconds(150), waits: Self.endless)
    let held = [
      try await applicants.authorization(for: "a.example.org"),
      try await applicants.authorization(for: "b.example.org"),
      try await applicants.authorization(for: "c.example.org"),
    ]
    try await serving(service) {
      try await withThrowingTaskGroup(of: Authorization.self) { group in
        for (number, authorization) in held[..<2].enumerated() {
          group.addTask {
            try await service.respond(to: .http01, of: authorization, by: applicants.account)
          }
          while service.backlog <= number { await Task.yield() }
        }
        let late = try await service.respond(to: .http01, of: held[2], by: applicants.account)
        #expect(late.isInValidation)
        #expect(try await applicants.stored(held[2]) == late)
        validator.open()
        for try await answered in group { #expect(answered.state == .valid) }
      }
    }
  }

  @Test("in all no longer than five times that, where an order is for many names")
  func severalNames() async throws {
    let applicants = try await TestApplicants()
    let first = try await applicants.authorization(for: "a.example.org")
    let second = try await applicants.authorization(for: "b.example.org")
    let other = try await applicants.authorization(for: "c.example.org")
    let waits = PauseClock(pausesAreOver: true)
    // Five seconds pass between any two looks at it.
    let time = Mutex(Duration.zero)
    let steady = SteadyClock {
      time.withLock { time in
        time += .seconds(5)
        return time
      }
    }
    // Nobody validates, so that each would wait as long as it may.
    let service = applicants.service(
      ScriptedValidator(), answerWait: .seconds(1), waits: waits, steadyClock: steady)
    service.expectAnswers(to: [first.id, second.id])
    for authorization in [first, second, other] {
      let answered = try await service.respond(
        to: .http01, of: authorization, by: applicants.account)
      #expect(answered.isInValidation)
      #expect(try await applicants.stored(authorization) == answered)
    }
    // The second finds nothing left.
    #expect(waits.pauses == [.seconds(1), .seconds(1)])
  }

  @Test("and a client that goes away loses nothing: the answer is durable at once")
  func cancelled() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(isHeld: true)
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(
      validator, authorizations: store, answerWait: .seconds(1), waits: Self.endless)
    try await serving(service) {
      let client = Task {
        try await service.respond(to: .http01, of: authorization, by: applicants.account)
      }
      for await _ in validator.beginnings.prefix(1) {}
      client.cancel()
      let answered = try await client.value
      #expect(answered.isInValidation)
      #expect(try await applicants.stored(authorization) == answered)
      validator.open()
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .valid)
    #expect(validator.requests.count == 1)
  }

  @Test("and a shutdown doesn't wait for it: the next start goes on")
  func shutdown() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    // Nobody validates: the wait would be endless.
    let service = applicants.service(
      ScriptedValidator(), answerWait: .seconds(1), waits: Self.endless)
    let front = Front {
      try await service.respond(to: .http01, of: authorization, by: applicants.account)
    }
    let group = ServiceGroup(services: [front], logger: TestApplicants.logger)
    async let ended: Void = group.run()
    while service.backlog < 1 { await Task.yield() }
    await group.triggerGracefulShutdown()
    try await ended
    let answered = try #require(front.answer)
    #expect(answered.isInValidation)
    #expect(try await applicants.stored(authorization) == answered)

    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    try await serving(applicants.service(ScriptedValidator(), authorizations: store)) {
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .valid)
  }

  @Test(
    "and so do those that come at one time, for the one validation of all",
    .holds("bad-input/order/challenge-twice"))
  func concurrentAnswers() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator()
    let service = applicants.service(validator, answerWait: .seconds(1), waits: Self.endless)
    try await serving(service) {
      try await withThrowingTaskGroup(of: Authorization.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await service.respond(to: .http01, of: authorization, by: applicants.account)
          }
        }
        for try await answered in group { #expect(answered.state == .valid) }
      }
    }
    #expect(validator.requests.count == 1)
    #expect(service.backlog == 0)
  }

  @Test("until an attempt has failed, and says when the next is; asked again, until that has ended")
  func retried() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator([.invalid(Self.failure), .valid(TestApplicants.record)])
    let service = applicants.service(
      validator, retries: ValidationRetries(pauses: [.seconds(5)]), answerWait: .seconds(1),
      waits: Self.endless)
    let before = applicants.stores.database.statistics.commits
    try await serving(service) {
      let failed = try await service.respond(
        to: .http01, of: authorization, by: applicants.account)
      #expect(failed.isInValidation)
      #expect(failed.nextAttemptAt == TestApplicants.start + .seconds(5))
      #expect(try await applicants.stored(authorization) == failed)
      #expect(applicants.stores.database.statistics.commits == before + 1)
      let again = try await service.respond(to: .http01, of: failed, by: applicants.account)
      #expect(again.state == .valid)
      #expect(try await applicants.stored(authorization) == again)
    }
    #expect(validator.requests.count == 2)
  }

  @Test("and what was given up meanwhile stays so")
  func deactivated() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(isHeld: true)
    let service = applicants.service(validator, answerWait: .seconds(1), waits: Self.endless)
    try await serving(service) {
      async let answer = service.respond(to: .http01, of: authorization, by: applicants.account)
      for await _ in validator.beginnings.prefix(1) {}
      var deactivated = authorization
      _ = deactivated.deactivate()
      #expect(
        try await applicants.stores.authorizations.update(authorization, to: deactivated))
      validator.open()
      #expect(try await answer.state == .deactivated)
      // Whoever had read it before learns the same, and nothing is asked of the applicant.
      let late = try await service.respond(to: .http01, of: authorization, by: applicants.account)
      #expect(late.state == .deactivated)
    }
    #expect(validator.requests.count == 1)
    #expect(service.backlog == 0)
  }

  @Test(
    "though storage fails to record what came of it, before it took effect and after it",
    arguments: WatchedAuthorizationStore.Side.allCases)
  func recordingFails(side: WatchedAuthorizationStore.Side) async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let store = WatchedAuthorizationStore(
      applicants.stores.authorizations, failing: .conclusion, side, times: 1)
    let service = applicants.service(
      ScriptedValidator(), authorizations: store, answerWait: .seconds(1), waits: Self.endless)
    try await serving(service) {
      let answered = try await service.respond(
        to: .http01, of: authorization, by: applicants.account)
      #expect(answered.state == .valid)
      #expect(try await applicants.stored(authorization) == answered)
    }
  }

  @Test(
    "and is refused where storage fails to record it; it may come again",
    arguments: WatchedAuthorizationStore.Side.allCases)
  func answerFails(side: WatchedAuthorizationStore.Side) async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(isHeld: true)
    let store = WatchedAuthorizationStore(
      applicants.stores.authorizations, failing: .answer, side, times: 1)
    let service = applicants.service(
      validator, authorizations: store, answerWait: .seconds(1),
      waits: PauseClock(pausesAreOver: true))
    try await serving(service) {
      let fault = ValidationError.storage(.unavailable(reason: "a fault of the test"))
      await #expect(throws: fault) {
        try await service.respond(to: .http01, of: authorization, by: applicants.account)
      }
      let again = try await service.respond(to: .http01, of: authorization, by: applicants.account)
      #expect(again.isInValidation)
      #expect(try await applicants.stored(authorization) == again)
      validator.open()
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .valid)
    #expect(validator.requests.count == 1)
  }
}

/// A service that gets one answer, as a server does that is asked to shut down meanwhile.
private final class Front: Service {
  private let work: @Sendable () async throws -> Authorization
  private let result = Mutex<Authorization?>(nil)

  init(_ work: @escaping @Sendable () async throws -> Authorization) { self.work = work }

  var answer: Authorization? { result.withLock(\.self) }

  func run() async throws {
    let answer = try await work()
    result.withLock { $0 = answer }
    try? await gracefulShutdown()
  }
}
