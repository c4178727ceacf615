/// A DNS name that may stand in a certificate: lowercase, in letters, digits and hyphens.
///
/// Whoever holds one needs no further check of its syntax. Whether this CA certifies the name is
/// judged by ``NamePolicy``.
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
    // Most names are fine, and then no Character needs to be looked for.
    guard given.utf8.allSatisfy(Self.isAllowed) || !Self.isIPv6Address(given) else {
      throw .ipAddress
    }
    let lowercase = try Self.lowercase(given)
    isWildcard = lowercase.hasPrefix("*.")
    let name = isWildcard ? lowercase.dropFirst(2) : lowercase[...]
    let labels = try Self.checkedLabels(of: name)
    guard labels.count > 1 else {
      throw isWildcard ? .wildcardOfTopLevel(label: String(name)) : .singleLabel
    }
    text = lowercase
  }

  /// The name without `*.`: the one whose control is proved.
  package var base: String {
    isWildcard ? String(text.dropFirst(2)) : text
  }

  /// The base and every domain that it lies in, the top-level domain last.
  var domains: [String] {
    var domains = [base]
    var rest = base[...]
    while let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      domains.append(String(rest))
    }
    return domains
  }

  private static let longestName = 253
  private static let longestLabel = 63

  /// Whether a text looks like an IPv6 address, in brackets or not (RFC 4291 §2.2).
  private static func isIPv6Address(_ given: String) -> Bool {
    given.count { $0 == ":" } > 1 && given.allSatisfy { $0.isHexDigit || ":.[]".contains($0) }
  }

  static func lowercase(_ given: String) throws(NameError) -> String {
    if given.utf8.allSatisfy(isAllowed) { return given.lowercased() }
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

  /// The labels of a name in small letters, one label alone included.
  static func checkedLabels(of name: Substring) throws(NameError) -> [Substring] {
    guard !name.contains("*") else { throw .misplacedWildcard }
    guard name.last != "." else { throw .endsInDot }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    for label in labels { try check(label: label) }
    if labels.count > 1, let top = labels.last, isNumber(top) {
      throw labels.count == 4 && labels.allSatisfy(isNumber)
        ? .ipAddress : .numericTopLabel(label: String(top))
    }
    return labels
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
