/// The choices of `chancery init`, and the `chancery.yaml` that they make.
package struct ConfigurationTemplate: Sendable, Equatable {
  /// Where the issuer's key is.
  package enum Key: Sendable, Equatable {
    case token(TokenChoices, keyLabel: String)
    /// A PEM file.
    case file(String)
  }

  /// How the token is reached.
  package struct TokenChoices: Sendable, Equatable {
    package var module: String
    package var label: String
    package var pinFile: String
    package var environment: [String: String]
    package var sessions: Int

    package init(
      module: String, label: String, pinFile: String = "secrets/pin",
      environment: [String: String] = [:], sessions: Int = 8
    ) {
      self.module = module
      self.label = label
      self.pinFile = pinFile
      self.environment = environment
      self.sessions = sessions
    }
  }

  package var externalURL = "https://127.0.0.1:14000"
  package var publicURL = "http://127.0.0.1:14002"
  package var acmePort = 14000
  package var publicPort = 14002
  package var operationsPort = 14001
  package var issuerName = "r1"
  package var certificateFile = "issuers/r1.pem"
  package var chainFiles = ["issuers/root.pem"]
  package var key: Key
  package var httpPort = 80
  /// Answers `*.test` with the loopback address and allows validation to go there.
  package var isDemonstration = false

  package init(key: Key) {
    self.key = key
  }
}
