import AuthorityModel
import Conformance
import SQLiteStorage
import Storage
import Testing
import Validation

@Suite("The validation service, where attempts fail", .timeLimit(.minutes(1)))
struct ValidationRetryTests {
  private static let refused = Authorization.Conclusion.invalid(
    Failure(.connection, "Nobody answers."))
  private static let retries = ValidationRetries(
    pauses: [.seconds(5), .seconds(10), .seconds(15)])

  @Test(
    "tries again after each pause, and ends with the first success",
    .holds("8555/8.2/retried"))
  func success() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(
      [Self.refused, Self.refused, .valid(TestApplicants.record)])
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let waits = PauseClock(pausesAreOver: true)
    let service = applicants.service(
      validator, authorizations: store, retries: Self.retries, waits: waits)
    try await serving(service) {
      _ = try await service.respond(to: .http01, of: authorization, by: applicants.account)
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .valid)
    #expect(validator.requests.count == 3)
    #expect(waits.pauses == [.seconds(5), .seconds(10)])
  }

  @Test("gives up after the last attempt, and tells what every one met")
  func givesUp() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator(Self.refused)
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let waits = PauseClock(pausesAreOver: true)
    let service = applicants.service(
      validator, authorizations: store, retries: Self.retries, waits: waits)
    try await serving(service) {
      _ = try await service.respond(to: .http01, of: authorization, by: applicants.account)
      for await _ in store.conclusions.prefix(1) {}
    }
    let stored = try #require(try await applicants.stored(authorization))
    #expect(stored.state == .invalid)
    #expect(stored.failure?.kind == .connection)
    #expect(stored.failure?.subproblems?.count == 4)
    #expect(validator.requests.count == 4)
  }

  @Test(
    "tries at once when the client asks again, during a pause",
    .holds("8555/8.2/retry-on-post"))
  func hurried() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let validator = ScriptedValidator([Self.refused, .valid(TestApplicants.record)])
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(
      validator, authorizations: store, retries: Self.retries,
      waits: PauseClock(pausesAreOver: false))
    try await serving(service) {
      _ = try await service.respond(to: .http01, of: authorization, by: applicants.account)
      for await _ in store.retries.prefix(1) {}
      let waiting = try #require(try await applicants.stored(authorization))
      #expect(waiting.nextAttemptAt == TestApplicants.start + .seconds(5))
      // Whether the pause has begun by now or not.
      let again = try await service.respond(to: .http01, of: waiting, by: applicants.account)
      #expect(again.challenges[0].state == .processing)
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .valid)
    #expect(validator.requests.count == 2)
  }

  @Test("goes on after a crash where it was: what paused pauses, and no attempt is lost or gained")
  func recovery() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let first = applicants.service(
      ScriptedValidator(Self.refused), authorizations: store, retries: Self.retries,
      waits: PauseClock(pausesAreOver: false))
    try await serving(first) {
      _ = try await first.respond(
        to: .http01, of: authorization, by: applicants.account)
      for await _ in store.retries.prefix(1) {}
    }
    let left = try #require(try await applicants.stored(authorization))
    #expect(left.challenges[0].trouble?.failures.count == 1)

    let waits = PauseClock(pausesAreOver: true)
    let validator = ScriptedValidator(Self.refused)
    let second = applicants.service(
      validator, authorizations: store, retries: Self.retries, waits: waits)
    try await serving(second) {
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(waits.pauses == [.seconds(5), .seconds(10), .seconds(15)])
    #expect(validator.requests.count == 3)
    #expect(try await applicants.stored(authorization)?.failure?.subproblems?.count == 4)
  }

  @Test("what was given up during a pause is left alone")
  func deactivated() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization()
    let other = try await applicants.authorization(for: "b.example.org")
    let validator = ScriptedValidator([Self.refused, .valid(TestApplicants.record)])
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(
      validator, authorizations: store, retries: Self.retries,
      waits: PauseClock(pausesAreOver: false))
    try await serving(service) {
      _ = try await service.respond(to: .http01, of: authorization, by: applicants.account)
      for await _ in store.retries.prefix(1) {}
      let waiting = try #require(try await applicants.stored(authorization))
      var deactivated = waiting
      _ = deactivated.deactivate()
      #expect(try await store.update(waiting, to: deactivated))
      // A client that doesn't know yet.
      let answer = try await service.respond(to: .http01, of: waiting, by: applicants.account)
      #expect(answer.state == .deactivated)
      _ = try await service.respond(to: .http01, of: other, by: applicants.account)
      for await _ in store.conclusions.prefix(2) {}
    }
    #expect(try await applicants.stored(authorization)?.state == .deactivated)
    #expect(try await applicants.stored(other)?.state == .valid)
  }

  @Test("a challenge whose method is no longer offered fails, instead of waiting for ever")
  func methodWithdrawn() async throws {
    let applicants = try await TestApplicants()
    let authorization = try await applicants.authorization(
      challenges: [Challenge(method: .dns01, token: "token")])
    let store = WatchedAuthorizationStore(applicants.stores.authorizations)
    let service = applicants.service(ScriptedValidator(), authorizations: store)
    try await serving(service) {
      _ = try await service.respond(to: .dns01, of: authorization, by: applicants.account)
      for await _ in store.conclusions.prefix(1) {}
    }
    #expect(try await applicants.stored(authorization)?.failure?.kind == .unauthorized)
  }
}
