/// Why a new authority could not be made.
///
/// Nothing of it is left, except after ``tokenLeftBehind(directory:reason:)``.
package enum NewAuthorityError: Error, Sendable {
  case notEmpty(directory: String)
  case unwritable(path: String, reason: String)
  /// A choice that can't be carried out.
  case badChoice(reason: String)
  case token(reason: String)
  /// A token outside of the directory was initialised and is useless without the PINs that are in it.
  case tokenLeftBehind(directory: String, reason: String)
  case certificate(reason: String)
}

extension NewAuthorityError {
  /// Whether what is in the directory is still of use.
  var needsDirectory: Bool {
    switch self {
    case .tokenLeftBehind: true
    case .notEmpty, .unwritable, .badChoice, .token, .certificate: false
    }
  }
}

extension NewAuthorityError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notEmpty(let directory):
      "\(directory) is there already and is not empty. Choose another directory; nothing was changed."
    case .unwritable(let path, let reason):
      "\(path) can't be written: \(reason)."
    case .badChoice(let reason):
      reason
    case .tokenLeftBehind(let directory, let reason):
      "The authority could not be finished after its token had been initialised: \(reason) The "
        + "token's PINs are in \(directory)/secrets, which was kept for that reason."
    case .token(let reason):
      "The token could not be set up: \(reason)"
    case .certificate(let reason):
      "The certificates could not be made: \(reason)"
    }
  }
}
