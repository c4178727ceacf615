/// A DNS name that may stand in a certificate: lowercase, in letters, digits and hyphens.
///
/// Whoever holds one needs no further check of its syntax. Public suffixes and the validity of
/// `xn--` labels are judged elsewhere.
///
/// - Note: RFC 1034 §3.5; RFC 5890 §2.3.1; CA/B Baseline Requirements §7.1.4.2 and §1.6.1 on labels.
package struct DomainName: Sendable, Hashable {
  /// The name as a certificate carries it, `*.` included.
  package let text: String
  /// Whether the name stands for every name one label below (RFC 8555 §7.1.3).
  package let isWildcard: Bool

  /// Parses a name as a client wrote it; capital letters become small ones (RFC 4343).
  package init(_ given: String) throws(NameError) {
    guard !given.isEmpty else { throw .empty }
    guard given.utf8.count <= Self.longestName else { throw .tooLong(octets: given.utf8.count) }
    guard !given.contains(":") else { throw .ipAddress }
    let lowercase = try Self.lowercase(given)
    isWildcard = lowercase.hasPrefix("*.")
    let name = isWildcard ? lowercase.dropFirst(2) : lowercase[...]
    try Self.check(name)
    text = lowercase
  }

  /// The name without `*.`: the one whose control is proved.
  package var base: String {
    isWildcard ? String(text.dropFirst(2)) : text
  }

  private static let longestName = 253
  private static let longestLabel = 63

  private static func lowercase(_ given: String) throws(NameError) -> String {
    for character in given {
      guard let ascii = character.asciiValue, isAllowed(ascii) else { throw .character(character) }
    }
    return given.lowercased()
  }

  /// Letters, digits, hyphen and dot, and the asterisk, whose place is checked later.
  private static func isAllowed(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "*"):
      true
    default: false
    }
  }

  private static func check(_ name: Substring) throws(NameError) {
    guard !name.contains("*") else { throw .misplacedWildcard }
    guard name.last != "." else { throw .endsInDot }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    for label in labels { try check(label: label) }
    guard let top = labels.last, labels.count > 1 else { throw .singleLabel }
    if isNumber(top) {
      throw labels.count == 4 && labels.allSatisfy(isNumber)
        ? .ipAddress : .numericTopLabel(label: String(top))
    }
  }

  private static func check(label: Substring) throws(NameError) {
    guard !label.isEmpty else { throw .emptyLabel }
    guard label.utf8.count <= longestLabel else { throw .labelTooLong(label: String(label)) }
    guard label.first != "-", label.last != "-" else { throw .hyphenAtEdge(label: String(label)) }
    if label.dropFirst(2).hasPrefix("--"), !label.hasPrefix("xn--") {
      throw .reservedLabel(label: String(label))
    }
  }

  private static func isNumber(_ label: Substring) -> Bool {
    label.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

/// Ordered by their text, so that the same names always make the same certificate.
extension DomainName: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    left.text < right.text
  }
}

extension DomainName: CustomStringConvertible {
  package var description: String { text }
}
