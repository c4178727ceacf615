internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Registration
internal import Validation

extension ACMEResponder {
  /// RFC 8555 §7.5.
  func authorization(_ id: AuthorizationID, _ request: SignedRequest) async throws -> Reply {
    try request.requireEmptyPayload()
    let authorization = try await desk.orders.authorization(id, of: try request.account)
    return try Reply(resource: rendering.authorization(authorization, at: desk.clock.now))
  }

  /// RFC 8555 §7.5.1: an empty object asks for validation, an empty payload reads the challenge.
  func challenge(
    _ method: Challenge.Method, of id: AuthorizationID, _ request: SignedRequest
  ) async throws -> Reply {
    var authorization = try await desk.orders.authorization(id, of: try request.account)
    if !request.payload.isEmpty {
      _ = try request.decoded(as: ChallengeResponseRequest.self)
      authorization = try await desk.validation.respond(to: method, of: authorization)
    }
    guard let challenge = authorization.challenges.first(where: { $0.method == method }) else {
      throw ValidationError.unknownChallenge
    }
    var reply = try Reply(resource: rendering.challenge(challenge, of: id))
    reply.link(to: urls[.authorization(id)], as: .up)
    return reply
  }
}
