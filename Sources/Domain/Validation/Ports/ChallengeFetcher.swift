/// Makes one plain HTTP request to an address that was chosen beforehand.
package protocol ChallengeFetcher: Sendable {
  /// Asks an address for a path by GET, over a connection of its own, in the name of a host.
  ///
  /// Connects to this address and to no other, follows no redirect, bounds time and size, and ends
  /// soon after its task was cancelled.
  func fetch(
    host: String, path: String, address: IPAddress, port: Int
  ) async throws(FetchError) -> FetchedResponse
}
