/// Where a secret comes from; never the secret itself.
package struct SecretSource: Sendable, Equatable {
  package enum Origin: Sendable, Equatable {
    /// The first line or lines of a file that only its owner may read, as an absolute path.
    case file(String)
    /// A variable of the process's environment.
    case environment(String)
  }

  package let origin: Origin
  package let place: ConfigurationPlace

  package init(_ origin: Origin, at place: ConfigurationPlace) {
    self.origin = origin
    self.place = place
  }
}
