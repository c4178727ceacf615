/// The three doors of the service, each on an address of its own.
package struct ListenersConfiguration: Sendable, Equatable {
  package let acme: ListenerConfiguration
  /// The certificate that the ACME door shows; the other doors speak plain HTTP.
  package let tls: TLSFiles
  package let publicFiles: ListenerConfiguration
  package let operations: ListenerConfiguration
}
