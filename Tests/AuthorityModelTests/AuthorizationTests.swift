import AuthorityModel
import Testing

struct AuthorizationTests {
  private let failure = Failure(.connection, "refused")

  @Test func `a pending challenge is answered once`() {
    var authorization = Samples.authorization()
    #expect(authorization.respond(to: .http01, at: Samples.now) == .validate)
    #expect(authorization.challenges.map(\.state) == [.processing])
    #expect(authorization.respond(to: .http01, at: Samples.now) == .alreadyAnswered)
  }

  @Test func `a challenge that isn't offered can't be answered`() {
    var authorization = Authorization(
      id: Samples.id(), account: Samples.id(), identifier: .dns("a.test"),
      expiresAt: Samples.now + .seconds(1), challenges: [])
    #expect(authorization.respond(to: .http01, at: Samples.now) == .rejectUnknownChallenge)
  }

  @Test func `an expired authorization can't be answered`() {
    var authorization = Samples.authorization(expiresAt: Samples.now)
    #expect(authorization.respond(to: .http01, at: Samples.now) == .rejectNotPending)
    #expect(authorization.challenges.map(\.state) == [.pending])
  }

  @Test func `a validation that succeeds makes it valid for its lifetime`() {
    var authorization = answered()
    #expect(conclude(&authorization, as: .valid(Samples.record)))
    #expect(authorization.state == .valid)
    #expect(authorization.challenges.map(\.state) == [.valid(at: Samples.now)])
    let end = Samples.now + .seconds(60)
    #expect(authorization.expiresAt == end)
    #expect(authorization.status(at: end + .milliseconds(-1)) == .valid)
    #expect(authorization.status(at: end) == .expired)
  }

  @Test func `a validation that fails makes it invalid, for good`() {
    var authorization = answered()
    #expect(conclude(&authorization, as: .invalid(failure)))
    #expect(authorization.state == .invalid)
    #expect(authorization.failure == failure)
    #expect(!conclude(&authorization, as: .valid(Samples.record)))
    #expect(authorization.status(at: authorization.expiresAt + .seconds(1)) == .invalid)
  }

  @Test func `a challenge that nobody answered has no outcome`() {
    var authorization = Samples.authorization()
    #expect(!conclude(&authorization, as: .valid(Samples.record)))
    #expect(authorization.state == .pending)
  }

  private func answered() -> Authorization {
    var authorization = Samples.authorization()
    _ = authorization.respond(to: .http01, at: Samples.now)
    return authorization
  }

  private func conclude(
    _ authorization: inout Authorization, as conclusion: Authorization.Conclusion
  ) -> Bool {
    authorization.conclude(.http01, as: conclusion, at: Samples.now, validFor: .seconds(60))
  }
}
