/// A name, or `*.` and a name, that is answered without DNS.
package struct StaticHost: Sendable, Equatable {
  package let name: String
  /// An IPv4 or IPv6 address.
  package let address: String
}
