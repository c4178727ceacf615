import IssuancePolicy
import Testing

struct SerialNumberTests {
  /// Always gives the same word.
  struct StuckGenerator: RandomNumberGenerator {
    let word: UInt64
    mutating func next() -> UInt64 { word }
  }

  @Test(arguments: [0, 1, .max, 1 << 63, 0x0123_4567_89ab_cdef] as [UInt64])
  func isPositiveAndMinimalWhateverIsDrawn(word: UInt64) {
    var generator = StuckGenerator(word: word)
    let serial = SerialNumber(using: &generator)
    #expect(serial.bytes.count == 16)
    #expect((0x40...0x7f).contains(serial.bytes[0]))
  }

  @Test func carriesEveryOtherBitThatWasDrawn() {
    for bit in 0..<62 {
      var plain = StuckGenerator(word: 0)
      var flipped = StuckGenerator(word: 1 << bit)
      let difference = zip(
        SerialNumber(using: &plain).bytes, SerialNumber(using: &flipped).bytes
      ).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
      #expect(difference == 2)
    }
  }

  @Test func isNeverDrawnTwice() {
    #expect(Set((0..<10_000).map { _ in SerialNumber.random() }).count == 10_000)
  }

  @Test func isReadBackFromText() throws {
    let serial = SerialNumber.random()
    #expect(serial.hexText.count == 32)
    #expect(SerialNumber(hexText: serial.hexText) == serial)
  }

  @Test(arguments: ["", "00", String(repeating: "f", count: 32), String(repeating: "0", count: 32)])
  func isNoOtherText(text: String) {
    #expect(SerialNumber(hexText: text) == nil)
  }
}
