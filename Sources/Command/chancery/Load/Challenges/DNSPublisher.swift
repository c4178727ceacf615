/// Publishes TXT records for dns-01.
protocol DNSPublisher: Sendable {
  /// Publishes a record; when this returns, resolvers find it.
  func present(name: String, value: String) async throws(DNSPublisherError)

  /// Takes it back.
  func cleanUp(name: String, value: String) async throws(DNSPublisherError)
}

/// A record could not be published.
struct DNSPublisherError: Error, Sendable, Equatable, CustomStringConvertible {
  let description: String
}
