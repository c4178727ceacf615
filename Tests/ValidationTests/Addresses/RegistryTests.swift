import Testing
import Validation

/// Law 12: every block of IANA's registries is refused, from its first to its last address.
///
/// The rows are those of the IPv4 and IPv6 Special-Purpose Address Registries (as of 2025), written
/// down independently of the tables in the sources, with multicast and what was retired.
struct RegistryTests {
  private static let registered = [
    "0.0.0.0/8", "0.0.0.0/32", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24", "192.0.0.0/29", "192.0.0.8/32", "192.0.0.9/32",
    "192.0.0.10/32", "192.0.0.170/32", "192.0.0.171/32", "192.0.2.0/24", "192.31.196.0/24",
    "192.52.193.0/24", "192.88.99.0/24", "192.88.99.2/32", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "255.255.255.255/32",
    "::1/128", "::/128", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001::/32",
    "2001:1::1/128", "2001:1::2/128", "2001:1::3/128", "2001:2::/48", "2001:3::/32",
    "2001:4:112::/48", "2001:10::/28", "2001:20::/28", "2001:30::/28", "2001:db8::/32",
    "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10",
  ]
  private static let beside = [
    "224.0.0.0/4", "ff00::/8", "fec0::/10", "::/96", "200::/7", "4000::/2",
  ]

  @Test(arguments: registered + beside)
  func `law 12, refuses a block from its first to its last address`(block: String) throws {
    let range = try AddressRange(block)
    let policy = AddressPolicy()
    #expect(policy.refusal(of: range.start) != nil)
    #expect(policy.refusal(of: range.last) != nil)
    #expect(policy.refusal(of: range.middle) != nil)
  }

  /// Every block of the sources stands in the registry: nothing public is refused by mistake.
  @Test(arguments: SpecialPurposeBlock.v4 + SpecialPurposeBlock.v6)
  func `refuses no block that nobody has registered`(block: SpecialPurposeBlock) throws {
    let known = try (Self.registered + Self.beside).map { try AddressRange($0) }
    #expect(known.contains(block.range))
  }

  /// The addresses right before and after each block that borders on public ones.
  @Test(arguments: [
    "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
    "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
    "191.255.255.255", "192.0.1.0", "192.0.1.255", "192.0.3.0", "192.31.195.255", "192.31.197.0",
    "192.52.192.255", "192.52.194.0", "192.88.98.255", "192.88.100.0", "192.167.255.255",
    "192.169.0.0", "192.175.47.255", "192.175.49.0", "198.17.255.255", "198.20.0.0",
    "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255",
    "2000::", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::",
    "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::",
    "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::",
    "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::",
    "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  ])
  func `lets the neighbours of the blocks pass`(address: String) throws {
    #expect(AddressPolicy().refusal(of: try IPAddress(address)) == nil)
  }

  /// Whatever leads to an IPv4 address is judged as that address is.
  @Test(arguments: ["::ffff:0:0/96", "64:ff9b::/96", "2002::/16"])
  func `law 12, refuses IPv4 blocks in each disguise`(disguise: String) throws {
    let policy = AddressPolicy()
    for block in SpecialPurposeBlock.v4 {
      for inner in [block.range.start, block.range.last] {
        let text = IPAddress.text(of: inner, in: disguise)
        #expect(policy.refusal(of: try IPAddress(text)) != nil, "\(inner) as \(text)")
      }
    }
    let open = IPAddress.text(of: try IPAddress("1.1.1.1"), in: disguise)
    #expect(policy.refusal(of: try IPAddress(open)) == nil)
  }
}

extension AddressRange {
  fileprivate var last: IPAddress { address { $0 | (Self.ones >> (128 - hostWidth)) } }
  fileprivate var middle: IPAddress {
    hostWidth == 0 ? start : address { $0 | UInt128(1) << (hostWidth - 1) }
  }

  private static let ones = ~UInt128(0)
  private var hostWidth: Int { start.width - prefixLength }

  private func address(_ change: (UInt128) -> UInt128) -> IPAddress {
    let bits = hostWidth == 0 ? start.bits : change(start.bits)
    return start.version == .v4
      ? IPAddress(v4: UInt32(truncatingIfNeeded: bits)) : IPAddress(v6: bits)
  }
}

extension IPAddress {
  /// An IPv4 address as an IPv6 address that carries it.
  fileprivate static func text(of inner: IPAddress, in disguise: String) -> String {
    let upper = String(inner.bits >> 16, radix: 16)
    let lower = String(inner.bits & 0xffff, radix: 16)
    switch disguise {
    case "::ffff:0:0/96": return "::ffff:\(inner)"
    case "64:ff9b::/96": return "64:ff9b::\(inner)"
    default: return "2002:\(upper):\(lower)::1"
    }
  }
}
