import Synchronization
import Validation

/// Fetches as another does, and remembers which addresses it was sent to.
final class WitnessFetcher<Fetcher: ChallengeFetcher>: ChallengeFetcher {
  private let fetcher: Fetcher
  private let log = Mutex<[String]>([])

  init(_ fetcher: Fetcher) { self.fetcher = fetcher }

  /// What would have been connected to, in turn.
  var visits: [String] { log.withLock { $0 } }

  func fetch(
    _ target: HTTPTarget, at address: IPAddress
  ) async throws(FetchError) -> FetchedResponse {
    log.withLock { $0.append("\(target) at \(address)") }
    return try await fetcher.fetch(target, at: address)
  }
}
