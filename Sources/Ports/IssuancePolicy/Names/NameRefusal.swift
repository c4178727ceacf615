/// Why this CA certifies no such name.
package enum NameRefusal: Error, Sendable, Equatable {
  /// It is no DNS name.
  case syntax(NameError)
  /// It isn't written in ASCII, but can be.
  case international(asciiForm: String)
  /// It isn't written in ASCII, and cannot be.
  case noASCIIForm
  /// An `xn--` label that isn't what an international label is encoded to (RFC 5891 §4).
  case encodedLabel(String, reason: String)
  /// Nobody on the Internet can own a name there (RFC 6761).
  case specialUse(SpecialUseDomain)
  /// The Internet has no such top-level domain.
  case unknownTopLevel(String)
  /// Others register their names in it.
  case publicSuffix
  /// It would stand for names that belong to everybody.
  case wildcardOfPublicSuffix(String)
  /// The operator's list forbids it.
  case blocked(NamePattern)
  /// The operator's list of what may be certified lacks it.
  case notAllowed
}

extension NameRefusal: CustomStringConvertible {
  /// What is wrong with the name, and how it should be; the name itself is for the caller to add.
  package var description: String {
    switch self {
    case .syntax(let error): error.description
    case .international(let form): "isn't in ASCII; write it as \"\(form)\""
    case .noASCIIForm:
      "isn't in ASCII, and holds characters that cannot stand in a DNS name"
    case .encodedLabel(let label, let reason):
      "has the label \"\(label)\", which is no valid form of an international name (\(reason));"
        + " encode the name again by IDNA2008"
    case .specialUse(let domain):
      "lies in \"\(domain.name)\", which \(domain.authority) sets aside;"
        + " give a name that can be registered"
    case .unknownTopLevel(let label):
      "ends in \"\(label)\", which is no top-level domain of the Internet"
    case .publicSuffix:
      "is a public suffix, in which others register their names; give one of those"
    case .wildcardOfPublicSuffix(let suffix):
      "would stand for the names that others register in \"\(suffix)\"; give a name in it"
    case .blocked(let pattern):
      "is met by \"\(pattern)\" on this CA's list of names that it doesn't certify"
    case .notAllowed: "isn't among the names that this CA certifies"
    }
  }
}
