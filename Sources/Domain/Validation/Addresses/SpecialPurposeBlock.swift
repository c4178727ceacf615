/// A block that IANA has set apart: no applicant's host is to be found in it.
package struct SpecialPurposeBlock: Sendable, Hashable {
  package let range: AddressRange
  /// What the block is for, in the registry's words.
  package let purpose: String
  /// The document that set it apart.
  package let reference: String
}

extension SpecialPurposeBlock {
  /// The first block of the registries that holds an address.
  package static func holding(_ address: IPAddress) -> SpecialPurposeBlock? {
    switch address.version {
    case .v4: v4.first { $0.range.contains(address) }
    case .v6: v6.first { $0.range.contains(address) }
    }
  }

  private static func block(_ range: String, _ purpose: String, _ reference: String) -> Self? {
    guard let range = try? AddressRange(range) else { return nil }
    return SpecialPurposeBlock(range: range, purpose: purpose, reference: reference)
  }

  /// The IANA IPv4 Special-Purpose Address Registry, and multicast.
  ///
  /// The few blocks that the registry calls globally reachable serve protocols (anycast for PCP,
  /// TURN, AS112, AMT), never a web server, so they are refused with the others.
  package static let v4: [SpecialPurposeBlock] = [
    block("127.0.0.0/8", "loopback", "RFC 1122"),
    block("10.0.0.0/8", "private use", "RFC 1918"),
    block("172.16.0.0/12", "private use", "RFC 1918"),
    block("192.168.0.0/16", "private use", "RFC 1918"),
    block("169.254.0.0/16", "link local", "RFC 3927"),
    block("100.64.0.0/10", "shared address space of carriers", "RFC 6598"),
    block("0.0.0.0/32", "unspecified", "RFC 1122"),
    block("0.0.0.0/8", "this network", "RFC 791"),
    block("192.0.0.0/24", "IETF protocol assignments", "RFC 6890"),
    block("192.0.2.0/24", "documentation", "RFC 5737"),
    block("198.51.100.0/24", "documentation", "RFC 5737"),
    block("203.0.113.0/24", "documentation", "RFC 5737"),
    block("192.31.196.0/24", "AS112", "RFC 7535"),
    block("192.52.193.0/24", "automatic multicast tunnelling", "RFC 7450"),
    block("192.88.99.0/24", "6to4 relay anycast", "RFC 7526"),
    block("192.175.48.0/24", "AS112", "RFC 7534"),
    block("198.18.0.0/15", "benchmarking", "RFC 2544"),
    block("224.0.0.0/4", "multicast", "RFC 5771"),
    block("255.255.255.255/32", "limited broadcast", "RFC 919"),
    block("240.0.0.0/4", "reserved", "RFC 1112"),
  ].compactMap(\.self)

  /// The IANA IPv6 Special-Purpose Address Registry, multicast, and what was retired.
  ///
  /// Translated and tunnelled addresses (NAT64, 6to4) are judged by the IPv4 address that they
  /// carry, see ``IPAddress/embeddedV4``. The more special block stands before the larger one.
  package static let v6: [SpecialPurposeBlock] = [
    block("::1/128", "loopback", "RFC 4291"),
    block("::/128", "unspecified", "RFC 4291"),
    block("::/96", "IPv4-compatible, deprecated", "RFC 4291"),
    block("64:ff9b:1::/48", "local-use translation", "RFC 8215"),
    block("100::/64", "discard only", "RFC 6666"),
    block("100:0:0:1::/64", "dummy prefix", "RFC 9780"),
    block("2001::/32", "Teredo", "RFC 4380"),
    block("2001:2::/48", "benchmarking", "RFC 5180"),
    block("2001:10::/28", "ORCHID, deprecated", "RFC 4843"),
    block("2001:20::/28", "ORCHIDv2", "RFC 7343"),
    block("2001::/23", "IETF protocol assignments", "RFC 2928"),
    block("2001:db8::/32", "documentation", "RFC 3849"),
    block("2620:4f:8000::/48", "AS112", "RFC 7534"),
    block("3fff::/20", "documentation", "RFC 9637"),
    block("5f00::/16", "segment routing identifiers", "RFC 9602"),
    block("fc00::/7", "unique local", "RFC 4193"),
    block("fe80::/10", "link local", "RFC 4291"),
    block("fec0::/10", "site local, deprecated", "RFC 3879"),
    block("ff00::/8", "multicast", "RFC 4291"),
  ].compactMap(\.self)
}
