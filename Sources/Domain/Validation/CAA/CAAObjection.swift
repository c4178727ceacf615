/// Why CAA records forbid a certificate.
package enum CAAObjection: Error, Sendable, Hashable {
  /// A property that is marked critical and unknown here (RFC 8659 §4.1).
  case unknownCriticalProperty(tag: String)
  /// No property of this tag names the CA.
  case issuerNotNamed(tag: String, identities: [String])
  /// The properties that name the CA are for other accounts (RFC 8657 §3).
  case accountNotNamed(url: String)
  /// The properties that name the CA want other methods (RFC 8657 §4).
  case methodNotNamed(String)
}

extension CAAObjection: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownCriticalProperty(let tag):
      "the property \"\(PrintableExcerpt(tag))\" is marked critical, and this CA doesn't know it"
    case .issuerNotNamed(let tag, let identities) where identities.isEmpty:
      "\(tag) authorizes other CAs only, and this one has no name for CAA records"
    case .issuerNotNamed(let tag, let identities):
      "no \(tag) property authorizes this CA; add one for \(identities.joined(separator: " or "))"
    case .accountNotNamed(let url):
      "they authorize this CA for other accounts only; this one is \(url)"
    case .methodNotNamed(let method):
      "they authorize this CA for other validation methods only, not for \(method)"
    }
  }
}
