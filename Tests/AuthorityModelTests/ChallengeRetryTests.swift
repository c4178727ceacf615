import AuthorityModel
import Conformance
import Testing

@Suite("A challenge that is tried again (RFC 8555 §8.2)")
struct ChallengeRetryTests {
  private let refused = Failure(.connection, "Nobody answers.")
  private let retries = ValidationRetries(pauses: [.seconds(5), .seconds(10)])

  private func answered() -> Authorization {
    var authorization = Authorization(
      id: Samples.id(), account: Samples.id(), identifier: .dns("a.test"), isWildcard: true,
      expiresAt: Samples.now + .seconds(3600),
      challenges: [
        Challenge(method: .dns01, token: "token"), Challenge(method: .http01, token: "other"),
      ])
    _ = authorization.respond(to: .dns01, at: Samples.now)
    return authorization
  }

  private func end(
    _ authorization: inout Authorization, as conclusion: Authorization.Conclusion,
    at now: Timestamp = Samples.now
  ) -> Authorization.AttemptEnd {
    authorization.endAttempt(
      .dns01, as: conclusion, at: now, validFor: .seconds(60), retries: retries)
  }

  @Test(
    .holds("8555/8.2/retried", "8555/8.2/error-per-query")
  ) func `it stays processing while attempts are left, and remembers each failure`() {
    var authorization = answered()
    let first = Samples.now + .seconds(5)
    #expect(end(&authorization, as: .invalid(refused)) == .retry(at: first))
    #expect(authorization.state == .pending)
    #expect(authorization.isInValidation)
    #expect(authorization.nextAttemptAt == first)
    let challenge = authorization.challenges[0]
    #expect(challenge.state == .processing)
    #expect(challenge.trouble?.failure(of: "*.a.test") == refused)

    let second = Samples.now + .seconds(20)
    let late = Failure(.dns, "There is no record.")
    #expect(
      end(&authorization, as: .invalid(late), at: Samples.now + .seconds(10))
        == .retry(at: second))
    let both = authorization.challenges[0].trouble?.failure(of: "*.a.test")
    #expect(both?.kind == .dns)
    #expect(both?.detail == late.detail)
    #expect(
      both?.subproblems == [
        .init(name: "*.a.test", .connection, refused.detail),
        .init(name: "*.a.test", .dns, late.detail),
      ])
  }

  @Test func `after the last attempt it is invalid, with all that happened`() {
    var authorization = answered()
    _ = end(&authorization, as: .invalid(refused))
    _ = end(&authorization, as: .invalid(refused))
    #expect(end(&authorization, as: .invalid(refused)) == .decided)
    #expect(authorization.state == .invalid)
    #expect(authorization.failure?.subproblems?.count == 3)
    #expect(authorization.nextAttemptAt == nil)
    #expect(authorization.challenges[0].trouble == nil)
    #expect(end(&authorization, as: .invalid(refused)) == .ignored)
  }

  @Test func `a later attempt that succeeds leaves no trouble behind`() {
    var authorization = answered()
    _ = end(&authorization, as: .invalid(refused))
    #expect(end(&authorization, as: .valid(Samples.record)) == .decided)
    #expect(authorization.state == .valid)
    #expect(authorization.challenges[0].trouble == nil)
  }

  @Test(arguments: [
    Failure.Kind.incorrectResponse, .unauthorized, .caa, .rejectedIdentifier,
  ])
  func `what doesn't pass by itself fails at once`(kind: Failure.Kind) {
    var authorization = answered()
    let failure = Failure(kind, "no")
    #expect(end(&authorization, as: .invalid(failure)) == .decided)
    #expect(authorization.failure == failure)
  }

  @Test(arguments: [Failure.Kind.connection, .dns, .tls, .serverInternal])
  func `what may pass is tried again`(kind: Failure.Kind) {
    var authorization = answered()
    #expect(
      end(&authorization, as: .invalid(Failure(kind, "no")))
        == .retry(at: Samples.now + .seconds(5)))
  }

  @Test(
    .holds("8555/8.2/retry-on-post", "8555/8.2/retry-limited")
  ) func `a client that asks again shortens the wait, not the count`() {
    var authorization = answered()
    for _ in 0..<2 {
      _ = end(&authorization, as: .invalid(refused))
      #expect(authorization.respond(to: .dns01, at: Samples.now) == .validateSooner)
      #expect(authorization.nextAttemptAt == Samples.now)
      // The attempt is due, or running: there is nothing to shorten.
      #expect(authorization.respond(to: .dns01, at: Samples.now) == .alreadyAnswered)
    }
    #expect(end(&authorization, as: .invalid(refused)) == .decided)
    #expect(authorization.respond(to: .dns01, at: Samples.now) == .alreadyAnswered)
  }

  @Test func `another challenge has to wait for the one under way`() {
    var authorization = answered()
    #expect(
      authorization.respond(to: .http01, at: Samples.now) == .rejectOtherUnderWay(.dns01))
    #expect(authorization.challenges[1].state == .pending)
  }

  @Test func `an authorization that was given up is not tried again`() {
    var authorization = answered()
    _ = end(&authorization, as: .invalid(refused))
    _ = authorization.deactivate()
    #expect(!authorization.isInValidation)
    #expect(authorization.respond(to: .dns01, at: Samples.now) == .alreadyAnswered)
    #expect(end(&authorization, as: .valid(Samples.record)) == .ignored)
    #expect(authorization.state == .deactivated)
  }
}
