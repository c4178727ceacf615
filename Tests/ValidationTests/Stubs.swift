import Synchronization
import Validation

/// Answers every lookup with what it was given.
struct StubResolver: HostResolver {
  var result: Result<[IPAddress], ResolutionError>

  func addresses(of host: String) async throws(ResolutionError) -> [IPAddress] {
    try result.get()
  }
}

/// Answers by address, and remembers whom it was sent to.
final class StubFetcher: ChallengeFetcher {
  struct Request: Equatable {
    let target: HTTPTarget
    let address: IPAddress
  }

  private let results: [IPAddress: Result<FetchedResponse, FetchError>]
  private let log = Mutex<[Request]>([])

  init(_ results: [IPAddress: Result<FetchedResponse, FetchError>]) { self.results = results }

  var requests: [Request] { log.withLock { $0 } }

  func fetch(
    _ target: HTTPTarget, at address: IPAddress
  ) async throws(FetchError) -> FetchedResponse {
    log.withLock { $0.append(Request(target: target, address: address)) }
    guard let result = results[address] else { throw FetchError(.fetcherFault, "not stubbed") }
    return try result.get()
  }
}

/// Never answers, until it is cancelled.
struct SilentFetcher: ChallengeFetcher {
  func fetch(
    _ target: HTTPTarget, at address: IPAddress
  ) async throws(FetchError) -> FetchedResponse {
    let (stream, _) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    throw FetchError(.cancelled, "no complete response before the end")
  }
}

/// A clock on which every wait is over at once.
struct HastyClock: Clock {
  var now: ContinuousClock.Instant { ContinuousClock().now }
  var minimumResolution: Duration { .zero }
  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {}
}
