/// An ACME server, and how it is reached.
struct LoadServer: Sendable, Equatable {
  /// Whom to trust as a server.
  enum Trust: Sendable, Equatable {
    case system
    /// The roots in a PEM file.
    case file(String)
    /// Anybody: for trials on one's own machine.
    case anybody
  }

  var directory: String
  var trust = Trust.system
  /// Where it asks the http-01 responder.
  var httpPort = 5002
  /// The process whose CPU is measured, when it runs on this machine.
  var process: Int32?
}
