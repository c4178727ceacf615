/// Makes one request of a validation: resolves, chooses among the permitted addresses, asks.
struct HTTPVisitor<Resolver: HostResolver, Fetcher: ChallengeFetcher>: Sendable {
  let resolver: Resolver
  let fetcher: Fetcher
  let policy: AddressPolicy

  func visit(
    _ target: HTTPTarget, for challenge: HTTPChallenge
  ) async throws(ValidationFailure) -> HTTPHop {
    let resolved = try await resolve(target.host)
    var unreachable: [HTTPHop.Unreachable] = []
    for address in try permitted(resolved, of: target.host) {
      do throws(FetchError) {
        // The very address that was judged: nothing is looked up between the check and its use.
        let response = try await fetcher.fetch(target, at: address)
        return HTTPHop(
          target: target, resolvedAddresses: resolved, unreachable: unreachable, address: address,
          response: response)
      } catch {
        guard error.code == .notConnected else {
          throw challenge.failure(error, at: target, from: address)
        }
        unreachable.append(HTTPHop.Unreachable(address: address, reason: error.context))
      }
    }
    let attempts = unreachable.map {
      "\(HTTPHop.place(of: target, at: $0.address)): \($0.reason)"
    }
    throw ValidationFailure(.connection, attempts.joined(separator: "; "))
  }

  private func resolve(_ host: String) async throws(ValidationFailure) -> [IPAddress] {
    do throws(ResolutionError) {
      return try await resolver.addresses(of: host)
    } catch {
      switch error.code {
      case .resolverFault:
        throw ValidationFailure(.serverInternal, error.context)
      case .nonexistentName, .noAddress, .serverFailure, .bogus, .timedOut, .cancelled,
        .malformedName, .malformedRecord:
        throw ValidationFailure(.dns, error.context)
      }
    }
  }

  /// The addresses to try in turn: the first of IPv6 and the first of IPv4 that are permitted.
  private func permitted(
    _ resolved: [IPAddress], of host: String
  ) throws(ValidationFailure) -> [IPAddress] {
    let permitted = resolved.filter { policy.refusal(of: $0) == nil }
    let candidates = [IPAddress.Version.v6, .v4].compactMap { version in
      permitted.first { $0.version == version }
    }
    guard candidates.isEmpty else { return candidates }
    let reason = resolved.lazy.compactMap { policy.refusal(of: $0)?.description }.first
    throw ValidationFailure(
      .connection, "No address of \(host) may be connected to: \(reason ?? "it has none")")
  }
}
