import AuthorityModel
import Storage
import StorageContract
import Testing

struct ChallengeTextTests {
  private static let token = "dG9rZW4tLXdpdGgtc2xhc2g_"

  @Test(arguments: [
    [],
    [Challenge(method: .http01, token: token)],
    [Challenge(method: .http01, token: token), Challenge(method: .dns01, token: token)],
    [Challenge(method: .dns01, token: token, state: .processing)],
    [Challenge(method: .dns01, token: token, state: .valid(at: Samples.now))],
    [Challenge(method: .http01, token: token, state: .invalid(Failure(.dns, "no \"name\"/")))],
    [Challenge(method: .http01, token: "a \"quoted\" / token")],
    [Challenge(method: .http01, token: "a spaced / token, with a backslash: \\")],
    [Challenge(method: .http01, token: "\u{7f}\u{1f}é")],
    [Challenge(method: .http01, token: " ~/'<>&")],
    [Challenge(method: .http01, token: "")],
  ])
  func `it is what the encoder writes`(challenges: [Challenge]) throws {
    #expect(try ChallengeText.text(of: challenges) == JSONColumn.text(of: challenges))
  }

  @Test func `an answer and a failed attempt are written as the encoder does, too`() throws {
    var authorization = Samples.authorization("a.test", of: Samples.id())
    let response = authorization.respond(to: .http01, with: Self.token, at: Samples.now)
    #expect(response == .validate)
    #expect(
      try ChallengeText.text(of: authorization.challenges)
        == JSONColumn.text(of: authorization.challenges))
    _ = authorization.endAttempt(
      .http01, as: .invalid(Failure(.connection, "refused")), at: Samples.now,
      validFor: .seconds(60), retries: .none)
    #expect(
      try ChallengeText.text(of: authorization.challenges)
        == JSONColumn.text(of: authorization.challenges))
  }
}
