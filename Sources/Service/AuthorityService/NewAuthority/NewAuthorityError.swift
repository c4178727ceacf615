/// Why a new authority could not be made.
///
/// Nothing of it is left, except after ``leftBehind(_:reason:)``.
package enum NewAuthorityError: Error, Sendable {
  /// What is left outside of the directory.
  package enum Remains: Sendable, Hashable {
    /// A token was initialised and is useless without the PINs that are in the directory.
    case token(directory: String)
    /// Keys, by their labels, in a token that was there before.
    case keys(labels: [String], token: String)
  }

  case notEmpty(directory: String)
  case unwritable(path: String, reason: String)
  /// A choice that can't be carried out.
  case badChoice(reason: String)
  case token(reason: String)
  case leftBehind(Remains, reason: String)
  case certificate(reason: String)
}

extension NewAuthorityError {
  /// Whether what is in the directory is still of use.
  var needsDirectory: Bool {
    switch self {
    case .leftBehind(.token, _): true
    case .leftBehind(.keys, _), .notEmpty, .unwritable, .badChoice, .token, .certificate: false
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
    case .leftBehind(.keys(let labels, let token), let reason):
      "The authority could not be finished after its keys had been made: \(reason) The keys "
        + "\(labels.map { "\"\($0)\"" }.joined(separator: " and ")) remain in token \(token): remove "
        + "them, or choose other labels with --root-key-label and --issuer-key-label."
    case .leftBehind(.token(let directory), let reason):
      "The authority could not be finished after its token had been initialised: \(reason) The "
        + "token's PINs are in \(directory)/secrets, which was kept for that reason."
    case .token(let reason):
      "The token could not be set up: \(reason)"
    case .certificate(let reason):
      "The certificates could not be made: \(reason)"
    }
  }
}
