package import AuthorityModel

/// Validates dns-01 challenges: looks for the key authorization's digest in the applicant's zone.
///
/// - Note: RFC 8555 §8.4.
package struct DNSChallengeValidator<Resolver: DNSResolver>: ChallengeValidator {
  private let resolver: Resolver

  /// - Parameter resolver: Should remember nothing: a client that adds a record after another one
  ///   has been looked up would otherwise be told of the old set.
  package init(resolver: Resolver) {
    self.resolver = resolver
  }

  package func conclusion(on attempt: ChallengeAttempt) async -> Authorization.Conclusion {
    let challenge = DNSChallenge(
      identifier: attempt.identifier.name, keyAuthorization: attempt.keyAuthorization)
    do throws(ValidationFailure) {
      let answer = try await answer(to: challenge)
      try challenge.check(answer)
      return .valid(
        ValidationRecord(
          method: .dns01, validatedAt: attempt.startedAt,
          observations: challenge.observations(on: answer)))
    } catch {
      return .invalid(Failure(error))
    }
  }

  private func answer(to challenge: DNSChallenge) async throws(ValidationFailure) -> DNSAnswer {
    do {
      return try await resolver.answer(for: challenge.name, type: .txt)
    } catch {
      throw ValidationFailure(error.isOurFault ? .serverInternal : .dns, error.context)
    }
  }
}
