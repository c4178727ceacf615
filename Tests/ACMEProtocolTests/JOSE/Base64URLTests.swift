import Conformance
import ACMEProtocol
import Testing

@Suite struct Base64URLTests {
  /// RFC 4648 §10, without the padding.
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
    ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
  ])
  func vectorsGoBothWays(plain: String, text: String) throws {
    #expect(Base64URL.encode(Array(plain.utf8)) == text)
    #expect(try Base64URL.decode(text) == Array(plain.utf8))
  }

  @Test func theAlphabetIsTheOneForURLs() throws {
    #expect(Base64URL.encode([0xFB, 0xFF, 0xBF]) == "-_-_")
    #expect(try Base64URL.decode("-_-_") == [0xFB, 0xFF, 0xBF])
  }

  @Test func everyByteAtEveryPlaceComesBack() throws {
    for byte in UInt8.min...UInt8.max {
      for length in 1...4 {
        let bytes = [UInt8](repeating: byte, count: length)
        #expect(try Base64URL.decode(Base64URL.encode(bytes)) == bytes)
      }
    }
  }

  @Test(
    .holds("8555/6.1/base64url-padding"),
    arguments: [
      ("A", Base64URLError.impossibleLength(1)),
      ("Zm9vY", .impossibleLength(5)),
      ("Zg==", .padding),
      ("Zm8=", .padding),
      ("Zm+v", .foreignCharacter(offset: 2)),
      ("Z/9v", .foreignCharacter(offset: 1)),
      ("Zm9 ", .foreignCharacter(offset: 3)),
      ("Zm9\n", .foreignCharacter(offset: 3)),
      ("Zé9", .foreignCharacter(offset: 1)),
      ("Zh", .trailingBits),
      ("Zm9", .trailingBits),
    ])
  func onlyTheCanonicalFormIsTaken(text: String, expected: Base64URLError) {
    #expect(throws: expected) { try Base64URL.decode(text) }
  }
}
