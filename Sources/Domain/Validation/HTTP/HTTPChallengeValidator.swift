/// Validates http-01 challenges: fetches the key authorization from the applicant's host.
///
/// Connects only to addresses that the ``AddressPolicy`` permits, IPv6 first; IPv4 is tried when no
/// connection over IPv6 comes about, but not when it brought a wrong answer. Each redirect is
/// checked, resolved and judged as the first request was.
///
/// - Note: RFC 8555 §8.3; CA/B Baseline Requirements §3.2.2.4.19.
package struct HTTPChallengeValidator<Resolver: HostResolver, Fetcher: ChallengeFetcher>: Sendable {
  let visitor: HTTPVisitor<Resolver, Fetcher>
  package let ports: ValidationPorts
  package let limit: TimeLimit

  /// - Parameter limit: The time for the whole attempt, name resolution and redirects included.
  package init(
    resolver: Resolver, fetcher: Fetcher, policy: AddressPolicy = AddressPolicy(),
    ports: ValidationPorts = ValidationPorts(), limit: TimeLimit = TimeLimit(.seconds(10))
  ) {
    visitor = HTTPVisitor(resolver: resolver, fetcher: fetcher, policy: policy)
    self.ports = ports
    self.limit = limit
  }

  /// Makes one attempt at a challenge.
  ///
  /// A caller whose own task was cancelled learns nothing about the applicant, only
  /// ``ValidationFailure/Kind/serverInternal``, and should try again later.
  package func validate(
    host: String, token: String, keyAuthorization: String
  ) async -> ValidationOutcome {
    let challenge = HTTPChallenge(host: host, token: token, keyAuthorization: keyAuthorization)
    let (outcome, isExpired) = await limit.run { await attempt(challenge) }
    switch outcome {
    case .success(let evidence):
      return .valid(evidence)
    case .failure where Task.isCancelled:
      return .invalid(
        ValidationFailure(.serverInternal, "The validation of \(host) was interrupted; try again"))
    case .failure(let failure) where isExpired:
      return .invalid(
        ValidationFailure(failure.kind, "\(failure.detail) (time limit: \(limit.duration))"))
    case .failure(let failure):
      return .invalid(failure)
    }
  }

  private func attempt(
    _ challenge: HTTPChallenge
  ) async -> Result<ValidationEvidence, ValidationFailure> {
    let start = HTTPTarget(challengeOf: challenge.host, token: challenge.token, port: ports.http)
    var trail = HTTPTrail(start: start, ports: ports)
    do throws(ValidationFailure) {
      while try await isRedirected(challenge, &trail) {}
      return .success(ValidationEvidence(hops: trail.hops))
    } catch {
      return .failure(trail.explaining(error))
    }
  }

  /// Goes one step, and says whether another is to follow.
  private func isRedirected(
    _ challenge: HTTPChallenge, _ trail: inout HTTPTrail
  ) async throws(ValidationFailure) -> Bool {
    let hop = try await visitor.visit(trail.next, for: challenge)
    trail.append(hop)
    switch try challenge.finding(on: hop) {
    case .met: return false
    case .redirect: break
    }
    do throws(RedirectRefusal) {
      try trail.follow(location: hop.response.location)
    } catch {
      throw challenge.failure(error, on: hop)
    }
    return true
  }
}
