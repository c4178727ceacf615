internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Registration
internal import Validation

extension ACMEResponder {
  /// RFC 8555 §7.5: an empty payload reads an authorization, `deactivated` gives it up (§7.5.2).
  func authorization(_ id: AuthorizationID, _ request: SignedRequest) async throws -> Reply {
    let account = try request.account
    let authorization: Authorization
    if request.payload.isEmpty {
      authorization = try await desk.orders.authorization(id, of: account)
    } else {
      let wanted = try request.decoded(as: DeactivationRequest.self)
      guard wanted.asksForDeactivation else {
        throw RequestError.authorizationChange(status: wanted.status)
      }
      authorization = try await desk.orders.deactivate(id, of: account)
    }
    var reply = Reply(resource: rendering.authorization(authorization, at: desk.clock.now))
    announceNextAttempt(of: authorization, in: &reply)
    return reply
  }

  /// RFC 8555 §7.5.1: an empty object asks for validation, an empty payload reads the challenge.
  func challenge(
    _ method: Challenge.Method, of id: AuthorizationID, _ request: SignedRequest
  ) async throws -> Reply {
    let account = try request.account
    var authorization = try await desk.orders.authorization(id, of: account)
    if !request.payload.isEmpty {
      _ = try request.decoded(as: ChallengeResponseRequest.self)
      authorization = try await desk.validation.respond(
        to: method, of: authorization, by: account)
    }
    guard let challenge = authorization.challenges.first(where: { $0.method == method }) else {
      throw ValidationError.unknownChallenge
    }
    var reply = Reply(resource: rendering.challenge(challenge, of: authorization))
    reply.link(to: urls[.authorization(id)], as: .up)
    announceNextAttempt(of: authorization, in: &reply)
    return reply
  }

  /// Says when it makes sense to ask again: a second after the next attempt (RFC 8555 §8.2), or when
  /// the attempts before it should have been made.
  ///
  /// A first attempt takes milliseconds where all is well. Nothing is said then, since the least that can
  /// be said is a second.
  private func announceNextAttempt(of authorization: Authorization, in reply: inout Reply) {
    guard authorization.isInValidation else { return }
    let pause = authorization.nextAttemptAt.map { $0 - desk.clock.now } ?? .zero
    if pause > .zero {
      reply.headers[.retryAfter] = "\((pause.inMilliseconds + 999) / 1000 + 1)"
    } else if case let wait = desk.validation.backlogWait, wait >= .seconds(1) {
      reply.headers[.retryAfter] = Problem.retryAfter(wait)
    }
  }
}
