import IssuancePolicy

/// An accepted name is its own only form, and a host name by every rule.
enum NameProperty {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let text = String(decoding: bytes, as: UTF8.self)
    try checkPolicy(on: text)
    guard let name = try? DomainName(text) else { return }
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

  /// What policy accepts is a name that it accepts again, and the form that it shows can be ordered.
  private static func checkPolicy(on text: String) throws(Violation) {
    guard let suffixes = try? PublicSuffixes() else { throw Violation("no public suffixes") }
    let policy = NamePolicy(suffixes: suffixes)
    let judgement = Result { () throws(NameRefusal) in try policy.acceptedName(text) }
    switch judgement {
    case .success(let name):
      try require((try? policy.acceptedName(name.text)) == name, "'\(name)' is refused again")
      try require((try? DomainName(text)) == name, "'\(name)' is not what the syntax makes of it")
    case .failure(.international(let form)):
      try require((try? DomainName(form)) != nil, "the form '\(form)' is no name")
      try require(!text.allSatisfy(\.isASCII), "'\(text)' is in ASCII")
    case .failure(let refusal):
      try require(!refusal.description.isEmpty, "a refusal says nothing")
    }
  }

  private static func isLetterDigitHyphen(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
