/// Why a text isn't a DNS name that a certificate may carry.
package enum NameError: Error, Sendable, Equatable {
  case empty
  case tooLong(octets: Int)
  case endsInDot
  case ipAddress
  case singleLabel
  case emptyLabel
  case labelTooLong(label: String)
  case hyphenAtEdge(label: String)
  case reservedLabel(label: String)
  case numericTopLabel(label: String)
  case character(Character)
  case misplacedWildcard
  case wildcardOfTopLevel(label: String)
}

extension NameError: CustomStringConvertible {
  /// What is wrong with the name, and how it should be; the name itself is for the caller to add.
  package var description: String {
    switch self {
    case .empty: "is empty"
    case .tooLong(let octets): "is \(octets) octets long; a DNS name takes 253 at most"
    case .endsInDot: "ends in a dot; leave the dot out"
    case .ipAddress: "is an IP address; this CA certifies DNS names only"
    case .singleLabel: "is a single label; give a name with at least one dot"
    case .emptyLabel: "has an empty label: two dots in a row, or one at the start"
    case .labelTooLong(let label): "has the label \"\(label)\", longer than 63 octets"
    case .hyphenAtEdge(let label):
      "has the label \"\(label)\"; a label neither begins nor ends with a hyphen"
    case .reservedLabel(let label):
      "has the label \"\(label)\"; hyphens in third and fourth place are reserved, but for xn--"
    case .numericTopLabel(let label):
      "ends in \"\(label)\"; no top-level domain is a number"
    case .character(let character):
      "holds \(Self.printable(character)); only letters a-z, digits, hyphens and dots may stand in it"
        + " (write an international name in its xn-- form)"
    case .misplacedWildcard: "has an asterisk in a place other than a leading \"*.\""
    case .wildcardOfTopLevel(let label): "would cover every name in \"\(label)\""
    }
  }

  /// Keeps control characters out of logs and problem documents.
  private static func printable(_ character: Character) -> String {
    let scalars = character.unicodeScalars
    if let ascii = character.asciiValue, (0x20..<0x7f).contains(ascii) { return "\"\(character)\"" }
    return scalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }
}
