import ACMEProtocol
import Testing

@Suite struct JSONWriterTests {
  @Test("Each character of the first planes is written as Foundation writes it")
  func charactersAgreeWithFoundation() throws {
    for first in stride(from: UInt32(0), to: 0x1_1000, by: 64) {
      let scalars = (first..<(first + 64)).compactMap(Unicode.Scalar.init)
      let text = String(String.UnicodeScalarView(scalars))
      guard text.json == (try ACMEJSON.encode(text)) else {
        Issue.record("\(String(first, radix: 16)): \(String(decoding: text.json, as: UTF8.self))")
        return
      }
    }
  }

  @Test(arguments: [
    "", "plain", "https://ca.example/a?b=c&d", #"a "quoted" \ word"#, "\u{0}\u{1f}\u{7f}",
    "é e\u{301} 😀",
    "ends with a quote\"", "\r\n", String(repeating: "long ", count: 500),
  ])
  func stringsAgreeWithFoundation(text: String) throws {
    #expect(text.json == (try ACMEJSON.encode(text)))
    #expect([text, text].json == (try ACMEJSON.encode([text, text])))
  }

  @Test(arguments: [0, 1, -1, 200, .max, .min])
  func numbersAgreeWithFoundation(number: Int) throws {
    #expect(number.json == (try ACMEJSON.encode(number)))
  }

  @Test func commasStandBetweenAndNowhereElse() {
    var json = JSONWriter()
    json.object { object in
      object.member("a", [String]())
      object.member("b", Optional<Int>.none)
      object.member("c", [[1], [], [2, 3]])
      object.member("d", true)
    }
    #expect(String(decoding: json.text, as: UTF8.self) == #"{"a":[],"c":[[1],[],[2,3]],"d":true}"#)
  }

  @Test func anObjectMayBeEmpty() {
    var json = JSONWriter()
    json.object { _ in }
    #expect(String(decoding: json.text, as: UTF8.self) == "{}")
  }
}
