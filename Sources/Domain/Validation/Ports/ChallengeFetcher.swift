/// Makes one HTTP request to an address that was chosen beforehand.
package protocol ChallengeFetcher: Sendable {
  /// Asks an address for a target by GET, over a connection of its own.
  ///
  /// Connects to this address and to no other, follows no redirect, sends neither cookies nor
  /// credentials, bounds time and size, and ends soon after its task was cancelled. For `https` it
  /// names the host (SNI) but does not verify the certificate: whoever is to get a certificate has
  /// none yet.
  func fetch(
    _ target: HTTPTarget, at address: IPAddress
  ) async throws(FetchError) -> FetchedResponse
}
