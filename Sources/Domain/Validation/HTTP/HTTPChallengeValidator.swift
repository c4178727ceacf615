/// Validates http-01 challenges: fetches the key authorization from the applicant's host.
///
/// Connects only to addresses that the ``AddressPolicy`` permits, IPv6 first; IPv4 is tried when no
/// connection over IPv6 comes about, but not when it brought a wrong answer.
///
/// - Note: RFC 8555 §8.3. Redirects are not followed.
package struct HTTPChallengeValidator<Resolver: HostResolver, Fetcher: ChallengeFetcher>: Sendable {
  package let resolver: Resolver
  package let fetcher: Fetcher
  package let policy: AddressPolicy
  package let port: Int
  package let limit: TimeLimit

  /// - Parameter limit: The time for the whole attempt, name resolution included.
  package init(
    resolver: Resolver, fetcher: Fetcher, policy: AddressPolicy = AddressPolicy(), port: Int = 80,
    limit: TimeLimit = TimeLimit(.seconds(10))
  ) {
    self.resolver = resolver
    self.fetcher = fetcher
    self.policy = policy
    self.port = port
    self.limit = limit
  }

  /// Makes one attempt at a challenge.
  ///
  /// A caller whose own task was cancelled learns nothing about the applicant, only
  /// ``ValidationFailure/Kind/serverInternal``, and should try again later.
  package func validate(
    host: String, token: String, keyAuthorization: String
  ) async -> ValidationOutcome {
    let challenge = HTTPChallenge(
      host: host, token: token, keyAuthorization: keyAuthorization, port: port)
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
    do throws(ValidationFailure) {
      let resolved = try await resolve(challenge.host)
      let address = try await answeringAddress(of: challenge, among: permitted(resolved, challenge))
      return .success(
        ValidationEvidence(
          host: challenge.host, resolvedAddresses: resolved, address: address, port: port))
    } catch {
      return .failure(error)
    }
  }

  private func resolve(_ host: String) async throws(ValidationFailure) -> [IPAddress] {
    do {
      return try await resolver.addresses(of: host)
    } catch {
      switch error.code {
      case .resolverFault:
        throw ValidationFailure(.serverInternal, error.context)
      case .nonexistentName, .noAddress, .serverFailure, .bogus, .timedOut, .cancelled,
        .malformedName:
        throw ValidationFailure(.dns, error.context)
      }
    }
  }

  /// The addresses to try in turn: the first of IPv6 and the first of IPv4 that are permitted.
  private func permitted(
    _ resolved: [IPAddress], _ challenge: HTTPChallenge
  ) throws(ValidationFailure) -> [IPAddress] {
    let permitted = resolved.filter { policy.refusal(of: $0) == nil }
    let candidates = [IPAddress.Version.v6, .v4].compactMap { version in
      permitted.first { $0.version == version }
    }
    guard candidates.isEmpty else { return candidates }
    let reason = resolved.lazy.compactMap { policy.refusal(of: $0)?.description }.first
    throw ValidationFailure(
      .connection, "No address of \(challenge.host) may be connected to: \(reason ?? "it has none")"
    )
  }

  private func answeringAddress(
    of challenge: HTTPChallenge, among candidates: [IPAddress]
  ) async throws(ValidationFailure) -> IPAddress {
    var failures: [String] = []
    for address in candidates {
      let response: FetchedResponse
      do {
        response = try await fetcher.fetch(
          host: challenge.host, path: challenge.path, address: address, port: port)
      } catch {
        let failure = challenge.failure(error, from: address)
        guard error.code == .notConnected else { throw failure }
        failures.append(failure.detail)
        continue
      }
      try challenge.check(response, from: address)
      return address
    }
    throw ValidationFailure(.connection, failures.joined(separator: "; "))
  }
}
