/// A domain that was set aside for a purpose, so that nobody on the Internet can own a name in it.
///
/// - Note: IANA's registry of special-use domain names (RFC 6761 §4).
package struct SpecialUseDomain: Sendable, Hashable {
  package let name: String
  /// Which text sets it aside.
  package let authority: String

  /// The largest are entered as a whole; what lies in them is entered where an operator might allow
  /// it alone.
  package static let all: [SpecialUseDomain] = [
    .init(name: "alt", authority: "RFC 9476"),
    // Names of addresses and protocols: CA/B Baseline Requirements §4.2.2.
    .init(name: "arpa", authority: "RFC 3172"),
    .init(name: "example", authority: "RFC 6761"),
    .init(name: "example.com", authority: "RFC 6761"),
    .init(name: "example.net", authority: "RFC 6761"),
    .init(name: "example.org", authority: "RFC 6761"),
    .init(name: "home.arpa", authority: "RFC 8375"),
    .init(name: "internal", authority: "ICANN"),
    .init(name: "invalid", authority: "RFC 6761"),
    .init(name: "local", authority: "RFC 6762"),
    .init(name: "localhost", authority: "RFC 6761"),
    .init(name: "onion", authority: "RFC 7686"),
    .init(name: "test", authority: "RFC 6761"),
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The smallest special-use domain among those that a name lies in, itself first.
  static func first(among domains: [String]) -> SpecialUseDomain? {
    domains.lazy.compactMap { byName[$0] }.first
  }
}
