import IssuancePolicy
import Testing

struct DomainNameTests {
  @Test(arguments: [
    ("example.com", "example.com"),
    ("EXAMPLE.Com", "example.com"),
    ("a.b", "a.b"),
    ("1.example.2x", "1.example.2x"),
    ("xn--bcher-kva.example", "xn--bcher-kva.example"),
    ("a--b.example", "a--b.example"),
    (String(repeating: "a", count: 63) + ".test", String(repeating: "a", count: 63) + ".test"),
  ])
  func accepts(given: String, text: String) throws {
    let name = try DomainName(given)
    #expect(name.text == text)
    #expect(name.base == text)
    #expect(!name.isWildcard)
  }

  @Test func knowsWildcards() throws {
    let name = try DomainName("*.Example.com")
    #expect(name.isWildcard)
    #expect(name.text == "*.example.com")
    #expect(name.base == "example.com")
  }

  static let longestLabel = String(repeating: "a", count: 63)
  static let longestName = "\(longestLabel).\(longestLabel).\(longestLabel)."

  @Test func countsTheOctetsOfAName() throws {
    let name = Self.longestName + String(repeating: "b", count: 61)
    #expect(try DomainName(name).text.utf8.count == 253)
    #expect(throws: NameError.tooLong(octets: 254)) { try DomainName(name + "b") }
  }

  @Test(
    arguments: [
      ("", .empty),
      ("localhost", .singleLabel),
      ("*.com", .wildcardOfTopLevel(label: "com")),
      ("example.com.", .endsInDot),
      (".", .endsInDot),
      (".example.com", .emptyLabel),
      ("a..example", .emptyLabel),
      ("*..example", .emptyLabel),
      ("192.0.2.1", .ipAddress),
      ("2001:db8::1", .ipAddress),
      ("[::1]", .ipAddress),
      ("a.b.1", .numericTopLabel(label: "1")),
      ("1.2.3", .numericTopLabel(label: "3")),
      ("a_b.example", .character("_")),
      ("bücher.example", .character("ü")),
      ("a b.example", .character(" ")),
      ("a.example\r\n", .character("\r\n")),
      ("a.example\u{0}", .character("\u{0}")),
      ("a\u{212A}.example", .character("\u{212A}")),
      ("-a.example", .hyphenAtEdge(label: "-a")),
      ("a-.example", .hyphenAtEdge(label: "a-")),
      ("ab--c.example", .reservedLabel(label: "ab--c")),
      ("a.*.example", .misplacedWildcard),
      ("*a.example", .misplacedWildcard),
      ("*.*.example", .misplacedWildcard),
      ("*", .misplacedWildcard),
      (longestLabel + "a.example", .labelTooLong(label: longestLabel + "a")),
    ] as [(String, NameError)])
  func refuses(given: String, error: NameError) {
    #expect(throws: error) { try DomainName(given) }
  }

  @Test func tellsControlCharactersByTheirNumber() {
    #expect(NameError.character("\u{1b}").description.contains("U+1B"))
    #expect(NameError.character("ü").description.contains("U+FC"))
  }
}
