/// What a load run is to do.
struct LoadSettings: Sendable {
  /// Whom to trust as a server.
  enum Trust: Sendable, Equatable {
    case system
    /// The roots in a PEM file.
    case file(String)
    /// Anybody: for trials on one's own machine.
    case anybody
  }

  /// Which names the certificates are for.
  enum Names: Sendable, Equatable {
    /// These, for the only order.
    case explicit([String])
    /// Fresh ones for each order.
    case fresh(perOrder: Int, suffix: String)
  }

  var directory: String
  var certificates = 1
  var workers = 8
  var accounts = 8
  var httpPort = 5002
  var names = Names.fresh(perOrder: 1, suffix: ".load.test")
  var keyType = CertificateKeyType.p256
  var trust = Trust.system
  var patience = Duration.seconds(60)
  var saveDirectory: String?
  var journalFile: String?

  /// The names of one order.
  ///
  /// - Parameter run: Tells this run's names from those of others, whose authorizations a server may
  ///   still hold valid.
  func names(ofOrder number: Int, run: String) -> [String] {
    switch names {
    case .explicit(let names):
      names
    case .fresh(let count, let suffix):
      (1...count).map { "\(run)-\(number)\($0 == 1 ? "" : "-\($0)")\(suffix)" }
    }
  }
}
