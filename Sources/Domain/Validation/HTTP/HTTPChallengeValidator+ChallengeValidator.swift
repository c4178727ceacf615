package import AuthorityModel

extension HTTPChallengeValidator: ChallengeValidator {
  package func conclusion(
    on identifier: Identifier, token: String, keyAuthorization: String
  ) async -> Authorization.Conclusion {
    switch await validate(
      host: identifier.name, token: token, keyAuthorization: keyAuthorization)
    {
    case .valid: .valid
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
