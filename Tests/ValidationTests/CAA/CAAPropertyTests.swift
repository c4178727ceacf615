import Testing
import Validation

@Suite("CAA record data")
struct CAAPropertyTests {
  @Test("is flags, a tag behind its length, and the rest")
  func reads() throws {
    let property = try #require(CAAProperty(rdata: [0, 5] + Array("Issueca.example; a=b".utf8)))
    #expect(!property.isCritical)
    #expect(property.tag == "issue")
    #expect(property.value == Array("ca.example; a=b".utf8))
    #expect(property.presentation == "0 issue \"ca.example; a=b\"")
  }

  @Test(
    "is critical by the highest bit alone",
    arguments: [(0x80, true), (0xff, true), (0x7f, false), (1, false)] as [(UInt8, Bool)])
  func critical(flags: UInt8, isCritical: Bool) throws {
    let property = try #require(CAAProperty(rdata: [flags, 1] + Array("a".utf8)))
    #expect(property.isCritical == isCritical)
    #expect(property.value.isEmpty)
  }

  @Test(
    "can't be read without a sound tag",
    arguments: [
      [], [0], [0, 0], [0, 0, 97], [0, 2, 97], [128, 255] + [UInt8](repeating: 97, count: 254),
      [0, 1, 0x20], [0, 2, 97, 0], [0, 2, 0xc3, 0xbc], [0, 3, 97, 0x2d, 98],
    ] as [[UInt8]])
  func refuses(rdata: [UInt8]) {
    #expect(CAAProperty(rdata: rdata) == nil)
  }

  @Test("is shown printable and not whole")
  func presentation() throws {
    let value = [0x1b, 0x22, 0xff] + [UInt8](repeating: 0x78, count: 60_000)
    let property = try #require(CAAProperty(rdata: [0, 5] + Array("issue".utf8) + value))
    #expect(property.presentation.hasPrefix("0 issue \"?\"?xxx"))
    #expect(property.presentation.utf8.count < 200)
  }
}
