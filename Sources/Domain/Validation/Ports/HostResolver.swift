/// Finds the addresses of a host.
package protocol HostResolver: Sendable {
  /// Every address of a host: IPv6 before IPv4, else in the order of the answers.
  ///
  /// Ends within a bounded time, and soon after its task was cancelled.
  ///
  /// - Returns: At least one address.
  func addresses(of host: String) async throws(ResolutionError) -> [IPAddress]
}
