import Testing
import Validation

@Suite("TXT record data")
struct TXTRecordDataTests {
  @Test(
    "is all its strings, joined",
    arguments: [
      ([0], ""), ([1, 97], "a"), ([1, 97, 0, 2, 98, 99], "abc"), ([0, 0], ""),
    ] as [([UInt8], String)])
  func joins(rdata: [UInt8], text: String) throws {
    #expect(TXTRecordData(rdata: rdata)?.text == Array(text.utf8))
  }

  @Test("may fill a whole message")
  func long() throws {
    let rdata = [[UInt8]](repeating: [255] + [UInt8](repeating: 97, count: 255), count: 255)
      .flatMap(\.self)
    #expect(TXTRecordData(rdata: rdata)?.text == [UInt8](repeating: 97, count: 255 * 255))
  }

  @Test(
    "can't be read past its end", arguments: [[], [1], [2, 97], [1, 97, 1], [255]] as [[UInt8]])
  func refuses(rdata: [UInt8]) {
    #expect(TXTRecordData(rdata: rdata) == nil)
  }
}
