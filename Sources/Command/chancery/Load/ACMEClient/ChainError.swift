/// A chain is not what was asked for.
enum ChainError: Error, Sendable, Equatable, CustomStringConvertible {
  case unreadable(String)
  case wrongNames([String], wanted: [String])
  case wrongKey
  /// The certificate of this position is not signed by its successor.
  case brokenLink(Int)

  var description: String {
    switch self {
    case .unreadable(let text):
      "the chain cannot be read: \(text)"
    case .wrongNames(let names, let wanted):
      "the certificate is for \(names.joined(separator: ", ")), but "
        + "\(wanted.joined(separator: ", ")) was ordered"
    case .wrongKey:
      "the certificate carries another key than the CSR did"
    case .brokenLink(let position):
      "certificate \(position) of the chain is not signed by certificate \(position + 1)"
    }
  }
}
