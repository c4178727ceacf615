import ACMEProtocol
import AuthorityModel
import Conformance
import Testing

@Suite("Answers to challenges (RFC 8555 §7.5.1, §8.2)")
struct ChallengeAnswerTests {
  /// The first challenge of a new order for one name.
  private func challenge(for name: String, by applicant: Applicant) async throws -> (
    authorization: String, url: String
  ) {
    let order = try await applicant.placedOrder(for: [name])
    let url = order.resource.authorizations[0]
    let authorization: AuthorizationResource = try await applicant.post(at: url).resource()
    return (url, authorization.challenges[0].url)
  }

  /// Reads a challenge until so many of its attempts have failed.
  private func challenge(
    at url: String, afterFailures count: Int, by applicant: Applicant
  ) async throws -> (resource: ChallengeResource, answer: Answer) {
    let deadline = ContinuousClock().now + .seconds(20)
    while true {
      let answer = try await applicant.post(at: url)
      let resource: ChallengeResource = try answer.resource()
      let failures = resource.error.map { $0.subproblems?.count ?? 1 } ?? 0
      if failures >= count || ContinuousClock().now > deadline { return (resource, answer) }
    }
  }

  @Test("An answer that comes twice changes nothing and is answered with the same challenge")
  func twice() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let (authorization, url) = try await challenge(for: "a.example", by: applicant)
      let first = try await applicant.post("{}", at: url)
      #expect(first.status == 200)
      #expect(first.links["up"] == authorization)
      try await applicant.untilDecided(authorization)
      let before = try await DatabaseContents(of: authority.stores)
      let again: ChallengeResource = try await applicant.post("{}", at: url).resource()
      #expect(again.status == .valid)
      #expect(again.validated != nil)
      #expect(again.error == nil)
      #expect(try await DatabaseContents(of: authority.stores) == before)
    }
  }

  @Test(
    "While it is tried again, a challenge is processing, and says what failed and when to ask",
    .holds(
      "8555/8.2/retry-state", "8555/8.2/error-per-query", "8555/8.2/retry-after",
      "8555/8.2/retry-on-post", "8555/8.2/retry-limited"))
  func retried() async throws {
    let retries = ValidationRetries(pauses: [.seconds(600), .milliseconds(600_001)])
    try await TestAuthority(retrying: retries).serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let (authorization, url) = try await challenge(for: "refused.example", by: applicant)
      _ = try await applicant.post("{}", at: url)
      var state = try await challenge(at: url, afterFailures: 1, by: applicant)
      #expect(state.resource.status == .processing)
      #expect(state.resource.error?.problemType == .dns)
      #expect(state.resource.error?.detail == "refused.example has no address.")
      #expect(state.answer["Retry-After"] == "601")
      #expect(try await applicant.post(at: authorization)["Retry-After"] == "601")

      // The client asks again, and doesn't wait.
      let second: ChallengeResource = try await applicant.post("{}", at: url).resource()
      #expect(second.status == .processing)
      state = try await challenge(at: url, afterFailures: 2, by: applicant)
      #expect(state.resource.status == .processing)
      #expect(state.resource.error?.subproblems?.count == 2)
      #expect(
        state.resource.error?.subproblems?.allSatisfy { $0.identifier == .dns("refused.example") }
          == true)
      #expect(state.answer["Retry-After"] == "602")

      // So it goes until the attempts are used up.
      _ = try await applicant.post("{}", at: url)
      state = try await challenge(at: url, afterFailures: 3, by: applicant)
      #expect(state.resource.status == .invalid)
      #expect(state.answer["Retry-After"] == nil)
      let decided: AuthorizationResource = try await applicant.post(at: authorization).resource()
      #expect(decided.status == .invalid)
      let late: ChallengeResource = try await applicant.post("{}", at: url).resource()
      #expect(late == state.resource)
    }
  }

  @Test("While one challenge is validated another can't be answered")
  func oneAtATime() async throws {
    let authority = try await TestAuthority(
      offering: [.http01, .dns01], retrying: ValidationRetries(pauses: [.seconds(600)]))
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let (authorization, url) = try await challenge(for: "refused.example", by: applicant)
      _ = try await applicant.post("{}", at: url)
      _ = try await challenge(at: url, afterFailures: 1, by: applicant)
      let other = try await applicant.post(at: authorization)
        .resource(AuthorizationResource.self).challenges[1]
      let answer = try await applicant.post("{}", at: other.url)
      #expect(answer.status == 400)
      #expect(answer.text.contains("challenge http-01 is being validated"))
    }
  }
}
