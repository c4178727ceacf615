/// Why a new authority could not be made; nothing of it is left.
package enum NewAuthorityError: Error, Sendable {
  case notEmpty(directory: String)
  case unwritable(path: String, reason: String)
  case token(reason: String)
  case certificate(reason: String)
}

extension NewAuthorityError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notEmpty(let directory):
      "\(directory) is there already and is not empty. Choose another directory; nothing was changed."
    case .unwritable(let path, let reason):
      "\(path) can't be written: \(reason)."
    case .token(let reason):
      "The token could not be set up: \(reason)"
    case .certificate(let reason):
      "The certificates could not be made: \(reason)"
    }
  }
}
