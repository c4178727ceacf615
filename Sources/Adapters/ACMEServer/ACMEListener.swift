internal import AuthorityModel
package import Hummingbird
package import Logging
internal import NIOCore
package import NIOSSL
internal import HummingbirdCore
internal import HummingbirdHTTP2

/// Where and how ACME requests come in: HTTP/1.1 and HTTP/2 over TLS on one port.
package struct ACMEListener: Sendable {
  package let address: String
  package let port: Int
  package let tls: TLSConfiguration
  package let limits: ListenerLimits

  package init(
    address: String, port: Int, tls: TLSConfiguration, limits: ListenerLimits = ListenerLimits()
  ) {
    self.address = address
    self.port = port
    self.tls = tls
    self.limits = limits
  }

  /// The service that listens.
  ///
  /// - Parameter onListening: Called with the port, once requests can come in.
  package func service<Responder: HTTPResponder>(
    responder: Responder, logger: Logger, onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> some ApplicationProtocol
  where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
    let requests = RequestsInHand(limits: limits, clock: SteadyClock())
    return Application(
      responder: responder, server: server(timing: requests),
      configuration: .init(address: .hostname(address, port: port), serverName: "Chancery"),
      services: [requests],
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
      logger: logger.patient)
  }

  private func server(timing requests: RequestsInHand) -> HTTPServerBuilder {
    HTTPServerBuilder { [tls, limits] responder -> any ServerChildChannel in
      var configuration = HTTP2UpgradeChannel.Configuration(
        idleTimeout: limits.idleConnection,
        streamConfiguration: .init(idleTimeout: .init(limits.idleConnection)))
      configuration.maxAgeTimeout = limits.connectionAge
      return GuardedConnections(
        try HTTP2UpgradeChannel(
          tlsConfiguration: tls, configuration: configuration,
          responder: requests.timed(responder)),
        limits: limits, clock: SteadyClock(), register: OpenConnections(limits))
    }
  }
}
