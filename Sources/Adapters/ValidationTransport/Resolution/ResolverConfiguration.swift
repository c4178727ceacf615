/// What `/etc/resolv.conf` says of name servers.
///
/// - Note: resolv.conf(5). libunbound reads it by itself, but can't then be told to store nothing.
package struct ResolverConfiguration: Sendable, Hashable {
  /// The addresses behind `nameserver`, some with a zone, as `fe80::1%eth0`.
  package let nameServers: [String]

  package init(_ text: String) {
    nameServers = text.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count >= 2, words[0] == "nameserver",
        words[1].utf8.allSatisfy(Self.mayStandInAddress)
      else { return nil }
      return String(words[1])
    }
  }

  /// Nothing that could begin something else in libunbound's own configuration.
  private static func mayStandInAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"),
      UInt8(ascii: "%"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
