package import AuthorityModel

extension HTTPChallengeValidator: ChallengeValidator {
  package func conclusion(on attempt: ChallengeAttempt) async -> Authorization.Conclusion {
    switch await validate(
      host: attempt.identifier.name, token: attempt.token,
      keyAuthorization: attempt.keyAuthorization)
    {
    case .valid(let evidence):
      .valid(
        ValidationRecord(
          method: .http01, validatedAt: attempt.startedAt, observations: evidence.observations))
    case .invalid(let failure): .invalid(Failure(failure))
    }
  }
}

extension Failure {
  /// The failure as it is kept with the challenge.
  init(_ failure: ValidationFailure) {
    let kind: Kind =
      switch failure.kind {
      case .dns: .dns
      case .connection: .connection
      case .incorrectResponse: .incorrectResponse
      case .unauthorized: .unauthorized
      case .tls: .tls
      case .serverInternal: .serverInternal
      }
    self.init(kind, failure.detail)
  }
}
