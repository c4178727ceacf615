import IssuancePolicy
import Testing

@Suite("An entry of a list of names")
struct NamePatternTests {
  @Test(
    "is a name, or a domain with a dot before it",
    arguments: [
      ("www.example.net", "www.example.net", false), ("WWW.Example.NET", "www.example.net", false),
      (".example.net", "example.net", true), (".corp", "corp", true),
    ])
  func good(text: String, name: String, coversDomain: Bool) throws {
    let pattern = try NamePattern(text)
    #expect(pattern.name == name)
    #expect(pattern.coversDomain == coversDomain)
    #expect(try NamePattern("\(pattern)") == pattern)
  }

  @Test(
    "is nothing else",
    arguments: [
      ("", .empty), (".", .empty), ("corp", .singleLabel), ("*.example.net", .misplacedWildcard),
      (".*.example.net", .misplacedWildcard), ("..net", .emptyLabel), ("a.", .endsInDot),
      ("a b.net", .character(" ")), ("ü.net", .character("ü")), ("192.0.2.1", .ipAddress),
      (".a-.net", .hyphenAtEdge(label: "a-")),
    ] as [(String, NameError)])
  func bad(text: String, error: NameError) {
    #expect(throws: error) { try NamePattern(text) }
  }
}
