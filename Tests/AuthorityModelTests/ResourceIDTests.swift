import Conformance
import AuthorityModel
import Testing

struct ResourceIDTests {
  @Test(.holds("8555/10.5/unpredictable-urls"))
  func `an id begins with its time and ends with random bits`() {
    var generator = CountingGenerator(number: 0xfedc_ba98_7654_3210)
    let id = OrderID(at: Timestamp(millisecondsSinceEpoch: 0x0102_0304_0506), using: &generator)
    #expect(
      id.bytes == [1, 2, 3, 4, 5, 6, 0x32, 0x10, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x11])
    #expect(id.description == "0102030405063210fedcba9876543211")
  }

  @Test func `bytes and text name the same id`() {
    for _ in 0..<100 {
      let id: OrderID = Samples.id()
      #expect(OrderID(bytes: id.bytes) == id)
      #expect(OrderID(text: id.description) == id)
    }
  }

  @Test(
    arguments: [
      "", "01", "0102030405063210fedcba987654321", "0102030405063210fedcba98765432111",
      "0102030405063210FEDCBA9876543211", "0102030405063210fedcba987654321g",
      "+102030405063210fedcba9876543211", "0102030405063210fedcba98765432é",
    ])
  func `other text names none`(text: String) {
    #expect(OrderID(text: text) == nil)
  }

  @Test(arguments: [0, 15, 17])
  func `another number of bytes names none`(count: Int) {
    #expect(OrderID(bytes: [UInt8](repeating: 1, count: count)) == nil)
  }
}
