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
  case listener(name: String, reason: String)
}

extension AuthorityError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .configuration(let error): error.description
    // Names the token itself.
    case .token(_, let error): "\(error)"
    case .database(let error): error.description
    case .storage(let error): error.description
    case .listener(let name, let reason): "The \(name) listener can't be set up: \(reason)"
    }
  }
}
