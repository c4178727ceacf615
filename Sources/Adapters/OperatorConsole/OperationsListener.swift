package import Hummingbird
package import Logging
internal import NIOCore

/// Where operators and supervisors look: plain HTTP, meant for the loopback address or a management
/// network.
package struct OperationsListener: Sendable {
  package let address: String
  package let port: Int

  package init(address: String, port: Int) {
    self.address = address
    self.port = port
  }

  /// The service that listens.
  package func service(responder: OperationsResponder, logger: Logger) -> some ApplicationProtocol {
    Application(
      responder: responder,
      configuration: .init(address: .hostname(address, port: port), serverName: "Chancery"),
      logger: logger)
  }
}
