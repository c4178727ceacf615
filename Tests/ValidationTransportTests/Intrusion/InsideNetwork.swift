import Glibc
import Validation
import ValidationTransport

/// The network that validation must not reach into, on loopback, beside a host that it may ask.
///
/// 127.0.0.1 and ::1 stand for the inside, with listeners that must stay silent; 127.0.0.2 stands for
/// the internet, as the configuration allows it. All have the same port.
struct InsideNetwork: Sendable {
  let port: Int
  private let silent: [SilentListener]

  struct Verdict: Sendable {
    let failure: ValidationFailure?
    /// Requests that were made, none of them inside.
    let visits: [String]
    /// Connections that came in at 127.0.0.1 and ::1.
    let intrusions: Int
  }

  /// Opens the listeners at a port that is free at all three addresses.
  init() throws {
    for _ in 0..<20 {
      let port = try LoopbackPort.free()
      do {
        silent = [try SilentListener(at: IPAddress("127.0.0.1"), port: port)] + (try Self.v6(port))
        self.port = port
        return
      } catch let error as SilentListener.Unavailable where error.code == EADDRINUSE {
        continue
      }
    }
    throw SilentListener.Unavailable(code: EADDRINUSE)
  }

  private static func v6(_ port: Int) throws -> [SilentListener] {
    do {
      return [try SilentListener(at: IPAddress("::1"), port: port)]
    } catch let error as SilentListener.Unavailable where error.isAddressMissing {
      return []
    }
  }

  /// Has www.example.test validated, whose host, if it is asked at all, answers by a redirect.
  func verdict(
    resolver: some HostResolver, redirectingTo location: String = "/again", allowing range: String?
  ) async throws -> Verdict {
    let answer = "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
    let witness = WitnessFetcher(
      try NIOChallengeFetcher(
        limits: FetchLimits(connectTimeout: .seconds(2), exchangeTimeout: .seconds(5))))
    let validator = HTTPChallengeValidator(
      resolver: resolver, fetcher: witness,
      policy: AddressPolicy(allowedRanges: try range.map { [try AddressRange($0)] } ?? []),
      ports: ValidationPorts(http: port, https: port))
    let outcome = try await ScriptedHost.running(.answer(answer), at: "127.0.0.2", port: port) {
      _ in
      await validator.validate(
        host: "www.example.test", token: "token", keyAuthorization: "token.thumbprint")
    }
    let intrusions = silent.map { $0.connections() }.reduce(0, +)
    switch outcome {
    case .valid: return Verdict(failure: nil, visits: witness.visits, intrusions: intrusions)
    case .invalid(let failure):
      return Verdict(failure: failure, visits: witness.visits, intrusions: intrusions)
    }
  }
}
