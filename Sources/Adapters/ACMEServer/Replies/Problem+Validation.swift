internal import ACMEProtocol
internal import AuthorityModel
internal import HTTPTypes
internal import Validation

/// What Validation refuses.
extension Problem {
  init(_ error: ValidationError) {
    switch error {
    case .unknownChallenge:
      self.init(.malformed, "The authorization has no such challenge.", status: 404)
    case .authorizationNotPending(let status):
      self.init(.malformed, "The authorization is \(status.rawValue), not pending.")
    case .otherChallengeUnderWay(let method):
      self.init(
        .malformed,
        "The authorization's challenge \(method.rawValue) is being validated; wait for its end.")
    case .overloaded(let limit, let wait):
      self.init(
        .rateLimited, "\(limit) validations are under way. Answer the challenge again later.",
        status: 503)
      headers[.retryAfter] = Problem.retryAfter(wait)
    case .accountOverloaded(let limit, let wait):
      self.init(
        .rateLimited,
        "\(limit) validations of this account are under way or wait to be tried again. Wait for some "
          + "of them to end, and answer the challenge again.",
        status: 429)
      headers[.retryAfter] = Problem.retryAfter(wait)
    case .outOfTime:
      self.init(outOfTime: "Answer the challenge again.")
    case .storage(let error):
      self.init(error)
    }
  }
}
