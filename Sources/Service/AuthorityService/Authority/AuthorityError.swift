package import OperatorConsole
package import SQLiteStorage
package import Signing
package import Storage

/// Why a CA could not be started.
package enum AuthorityError: Error, Sendable {
  /// Something in the configuration, or that it names, is wrong.
  case configuration(ConfigurationError)
  /// The token could not be opened.
  case token(name: String, SigningError)
  case database(DatabaseOpeningError)
  case storage(StorageError)
  /// A listener can't listen where it was told to.
  case listener(name: String, address: String, reason: String)
  case resolver(reason: String)
  /// The client for http-01 validations can't be made.
  case fetcher(reason: String)
  /// Administrators could not reach the CA.
  case admin(AdminSocketError)
  /// Something that runs all the time ended.
  case service(reason: String)
}

extension AuthorityError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .configuration(let error): error.description
    // Names the token itself.
    case .token(_, let error): "\(error)."
    case .database(let error): error.description
    case .storage(let error): error.description
    case .listener(let name, let address, let reason):
      "The \(name) listener can't listen on \(address): \(reason). Stop what listens there, or choose "
        + "another address or port under listeners.\(name)."
    case .admin(let error): "\(error)."
    case .resolver(let reason): "DNS lookups can't be made: \(reason)."
    case .fetcher(let reason): "Challenges can't be fetched: \(reason)."
    case .service(let reason): "The CA had to stop: \(reason)."
    }
  }
}
