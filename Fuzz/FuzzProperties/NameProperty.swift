import IssuancePolicy

/// An accepted name is its own only form, and a host name by every rule.
enum NameProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    try checkPolicy(bytes)
    guard let name = try? DomainName(String(decoding: bytes, as: UTF8.self)) else { return }
    guard let again = try? DomainName(name.text) else {
      throw Violation("'\(name.text)' is refused when it comes again")
    }
    try require(again == name, "'\(name.text)' became '\(again.text)'")
    try require(bytes.count == name.text.utf8.count, "'\(name.text)' has another length")
    let base = name.isWildcard ? name.text.dropFirst(2) : name.text[...]
    try require(base == name.base, "the base of '\(name.text)' is '\(name.base)'")
    try require(name.text.utf8.count <= 253, "'\(name.text)' is too long")
    let labels = base.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    try require(labels.count > 1, "'\(name.text)' is a single label")
    for label in labels {
      try require((1...63).contains(label.count), "'\(name.text)' has a label of \(label.count)")
      try require(label.allSatisfy(isLetterDigitHyphen), "'\(name.text)' isn't LDH")
      try require(
        label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-"),
        "'\(name.text)' has a hyphen at an edge")
    }
  }

  /// libidn2 and libpsl see what the syntax took, or what isn't ASCII; the form that a refusal shows
  /// is one that can be ordered.
  private static func checkPolicy(_ bytes: [UInt8]) throws(Violation) {
    guard let policy else { throw Violation("there is no list of public suffixes") }
    let given = String(decoding: bytes, as: UTF8.self)
    let name: DomainName
    do throws(NameRefusal) {
      name = try policy.acceptedName(given)
    } catch {
      guard case .international(let form) = error else { return }
      try require((try? DomainName(form)) != nil, "the form '\(form)' of '\(given)' is no name")
      return
    }
    try require((try? policy.acceptedName(name.text)) == name, "'\(name)' is refused again")
  }

  private static let policy: NamePolicy? = (try? PublicSuffixes()).map { NamePolicy(suffixes: $0) }

  private static func isLetterDigitHyphen(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
