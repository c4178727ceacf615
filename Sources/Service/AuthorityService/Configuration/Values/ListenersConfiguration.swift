/// The three doors of the service, each on an address of its own.
package struct ListenersConfiguration: Sendable, Equatable {
  package let acme: ListenerConfiguration
  package let acmeConnections: ConnectionsConfiguration
  /// The certificate that the ACME door shows; the other doors speak plain HTTP.
  package let tls: TLSFiles
  package let publicFiles: ListenerConfiguration
  package let operations: ListenerConfiguration
}

/// How many connections a listener holds.
package struct ConnectionsConfiguration: Sendable, Equatable {
  package let limit: Int
  /// From one address; of IPv6, from one /64.
  package let limitPerAddress: Int
}
