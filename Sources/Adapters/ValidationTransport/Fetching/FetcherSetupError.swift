/// The client for http-01 validations could not be set up.
package struct FetcherSetupError: Error, Sendable, Hashable {
  /// The reason, in the words of the TLS library.
  package let reason: String
}

extension FetcherSetupError: CustomStringConvertible {
  package var description: String {
    "no TLS client could be made for redirects to https: \(reason)"
  }
}
