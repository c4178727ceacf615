import Testing
import Validation

struct IPAddressTests {
  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
    ("::", "::"), ("::ffff:10.0.0.1", "10.0.0.1"), ("0:0:0:0:0:ffff:7f00:1", "127.0.0.1"),
    ("::fffe:10.0.0.1", "::fffe:a00:1"), ("fe80::1", "fe80::1"),
  ])
  func `prints what it read, mapped addresses as IPv4`(text: String, printed: String) throws {
    #expect(try IPAddress(text).description == printed)
  }

  @Test(arguments: [
    "", "1", "127.1", "0x7f.0.0.1", "256.0.0.1", "1.2.3.4 ", "fe80::1%eth0", "[::1]", "1.2.3.4\0.5",
    "1.2.3.4:80", "example.test", ":::", "1:2:3:4:5:6:7:8:9",
  ])
  func `refuses what is no address`(text: String) {
    #expect(throws: AddressSyntaxError(text: text, expected: .address)) { try IPAddress(text) }
  }

  @Test func `reads record data`() throws {
    #expect(IPAddress(bytes: [192, 0, 2, 1]) == (try IPAddress("192.0.2.1")))
    let v6 = try IPAddress("2001:db8::42")
    #expect(IPAddress(bytes: v6.bytes) == v6)
    #expect(IPAddress(bytes: [1, 2, 3]) == nil)
  }
}

struct AddressRangeTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.255.255.255", "11.0.0.0"), ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
    ("0.0.0.0/0", "255.255.255.255", "::1"), ("fd00::/8", "fdff::1", "fe00::1"),
    ("::/0", "ffff::1", "1.2.3.4"), ("::ffff:10.0.0.0/104", "10.1.2.3", "11.0.0.0"),
  ])
  func `contains its own`(range: String, inside: String, outside: String) throws {
    let range = try AddressRange(range)
    #expect(range.contains(try IPAddress(inside)))
    #expect(!range.contains(try IPAddress(outside)))
  }

  @Test(arguments: [
    "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "/8", "::/129", "::ffff:10.0.0.0/95",
    "ten/8", "10.0.0.0/8/8",
  ])
  func `refuses what is no range`(text: String) {
    #expect(throws: AddressSyntaxError(text: text, expected: .range)) { try AddressRange(text) }
  }

  @Test func `names the range that was meant when bits are left over`() {
    #expect(throws: AddressSyntaxError(text: "10.1.2.3/8", expected: .rangeStart("10.0.0.0/8"))) {
      try AddressRange("10.1.2.3/8")
    }
  }
}
