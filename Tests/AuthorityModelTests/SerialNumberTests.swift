import AuthorityModel
import Testing

struct SerialNumberTests {
  @Test func `new serial numbers are positive, of one length and all different`() {
    let serials = (0..<1000).map { _ in Samples.serial }
    #expect(Set(serials).count == 1000)
    #expect(serials.allSatisfy { $0.bytes.count == 16 && (0x40...0x7f).contains($0.bytes[0]) })
  }

  @Test func `all bits but the first two are random`() {
    var ones = [UInt8](repeating: 0, count: 16)
    var zeros = ones
    for _ in 0..<200 {
      for (index, octet) in Samples.serial.bytes.enumerated() {
        ones[index] |= octet
        zeros[index] |= ~octet
      }
    }
    #expect(ones == [0x7f] + [UInt8](repeating: 0xff, count: 15))
    #expect(zeros == [0xbf] + [UInt8](repeating: 0xff, count: 15))
  }

  @Test(
    arguments: [
      [], [0], [0, 1], [0x80], [0xff, 0x01], [UInt8](repeating: 1, count: 21),
    ] as [[UInt8]])
  func `octets that are no positive, minimal integer are refused`(octets: [UInt8]) {
    #expect(SerialNumber(bytes: octets) == nil)
  }

  @Test(arguments: [[1], [0x7f], [UInt8](repeating: 1, count: 20)] as [[UInt8]])
  func `octets and text name the same serial number`(octets: [UInt8]) throws {
    let serial = try #require(SerialNumber(bytes: octets))
    #expect(SerialNumber(text: serial.description) == serial)
    #expect(serial.description.count == octets.count * 2)
  }

  @Test(arguments: ["", "1", "0g", "+1", "-1", " 1", "00", "80", "é", "01020"])
  func `other text names none`(text: String) {
    #expect(SerialNumber(text: text) == nil)
  }
}
