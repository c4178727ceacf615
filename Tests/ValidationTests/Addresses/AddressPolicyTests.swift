import Testing
import Validation

/// Law 12: validation never reaches inside.
struct AddressPolicyTests {
  @Test(arguments: [
    ("127.0.0.1", "loopback"), ("127.255.255.254", "loopback"), ("10.1.2.3", "private use"),
    ("172.16.0.1", "private use"), ("172.31.255.255", "private use"),
    ("192.168.1.1", "private use"), ("169.254.169.254", "link local"),
    ("100.64.0.1", "shared address space"), ("100.127.255.255", "shared address space"),
    ("0.0.0.0", "unspecified"), ("0.1.2.3", "this network"), ("192.0.0.8", "IETF protocol"),
    ("192.0.2.1", "documentation"), ("198.51.100.1", "documentation"),
    ("203.0.113.1", "documentation"), ("192.88.99.1", "6to4 relay"), ("198.18.0.1", "benchmark"),
    ("198.19.255.255", "benchmark"), ("224.0.0.1", "multicast"), ("239.255.255.255", "multicast"),
    ("240.0.0.1", "reserved"), ("255.255.255.255", "limited broadcast"),
    ("::1", "loopback"), ("::", "unspecified"), ("::7f00:1", "IPv4-compatible"),
    ("::ffff:127.0.0.1", "loopback"), ("::ffff:10.0.0.1", "private use"),
    ("64:ff9b::a00:1", "leads to 10.0.0.1"), ("64:ff9b:1::1", "local-use translation"),
    ("2002:7f00:1::1", "leads to 127.0.0.1"), ("2002:c0a8:101::", "leads to 192.168.1.1"),
    ("2001::1", "Teredo"), ("2001:2::1", "benchmarking"), ("2001:20::1", "ORCHIDv2"),
    ("2001:1ff::1", "IETF protocol"), ("2001:db8::1", "documentation"),
    ("3fff:fff::1", "documentation"), ("5f00::1", "segment routing"), ("100::1", "discard"),
    ("fc00::1", "unique local"), ("fdff::1", "unique local"), ("fe80::1", "link local"),
    ("febf::1", "link local"), ("fec0::1", "site local"), ("ff02::1", "multicast"),
    ("4000::1", "outside of 2000::/3"), ("200::1", "outside of 2000::/3"),
  ])
  func `law 12, refuses what is not public and names the rule`(
    address: String, rule: String
  ) throws {
    let refusal = try #require(AddressPolicy().refusal(of: IPAddress(address)))
    #expect(refusal.description.contains(rule))
  }

  @Test(arguments: [
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.1", "100.63.255.255",
    "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.1", "198.17.255.255", "198.20.0.0",
    "223.255.255.255", "2606:4700::1111", "2001:200::1", "2a00::1", "3ffe::1",
    "64:ff9b::101:101", "2002:101:101::1", "::ffff:1.1.1.1",
  ])
  func `lets public addresses pass`(address: String) throws {
    #expect(AddressPolicy().refusal(of: try IPAddress(address)) == nil)
  }

  @Test func `allows the ranges of the configuration and nothing beside them`() throws {
    let policy = AddressPolicy(allowedRanges: [
      try AddressRange("127.0.0.0/8"), try AddressRange("fd00::/16"),
    ])
    for allowed in ["127.0.0.1", "::ffff:127.0.0.1", "fd00::1", "64:ff9b::7f00:1"] {
      #expect(policy.refusal(of: try IPAddress(allowed)) == nil)
    }
    for refused in ["10.0.0.1", "::1", "fd01::1", "64:ff9b::a00:1"] {
      #expect(policy.refusal(of: try IPAddress(refused)) != nil)
    }
  }

  /// Every entry of the tables must have parsed: a typing error would open a hole.
  @Test func `holds the registries completely`() {
    #expect(SpecialPurposeBlock.v4.count == 20)
    #expect(SpecialPurposeBlock.v6.count == 19)
    #expect(SpecialPurposeBlock.v4.allSatisfy { $0.range.start.version == .v4 })
    #expect(SpecialPurposeBlock.v6.allSatisfy { $0.range.start.version == .v6 })
  }
}
