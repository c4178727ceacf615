package import Hummingbird
package import Logging
internal import NIOCore
package import NIOSSL
internal import HummingbirdHTTP2

/// Where and how ACME requests come in: HTTP/1.1 and HTTP/2 over TLS on one port.
package struct ACMEListener: Sendable {
  package let address: String
  package let port: Int
  package let tls: TLSConfiguration

  package init(address: String, port: Int, tls: TLSConfiguration) {
    self.address = address
    self.port = port
    self.tls = tls
  }

  /// The service that listens.
  ///
  /// - Parameter onListening: Called with the port, once requests can come in.
  package func service(
    responder: ACMEResponder, logger: Logger, onListening: @escaping @Sendable (Int) async -> Void
  ) throws -> some ApplicationProtocol {
    Application(
      responder: responder,
      server: try .http2Upgrade(
        tlsConfiguration: tls,
        configuration: .init(
          idleTimeout: .seconds(60), streamConfiguration: .init(idleTimeout: .seconds(60)))),
      configuration: .init(address: .hostname(address, port: port), serverName: "Chancery"),
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
      logger: logger)
  }
}
