import ACMEProtocol
import Conformance
import Testing

@Suite("A certificate's identifier (RFC 9773 §4.1)")
struct CertificateIdentifierTests {
  /// Of the example in RFC 9773 §4.1.
  private static let issuer: [UInt8] = [
    0x69, 0x88, 0x5b, 0x6b, 0x87, 0x46, 0x40, 0x41, 0xe1, 0xb3, 0x7b, 0x84, 0x7b, 0xa0, 0xae, 0x2c,
    0xde, 0x01, 0xc8, 0xd4,
  ]

  @Test(
    "is the issuer's key identifier and the serial number as DER writes it, and is read back",
    .holds("9773/4.1/identifier"),
    arguments: [
      ([0x87, 0x65, 0x43, 0x21], "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"),
      ([0x00, 0x87, 0x65, 0x43, 0x21], "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"),
      ([0x07, 0x65], "aYhba4dGQEHhs3uEe6CuLN4ByNQ.B2U"),
      ([0x00, 0x00, 0x7f], "aYhba4dGQEHhs3uEe6CuLN4ByNQ.fw"),
      ([0x80], "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIA"),
      ([], "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AA"),
    ] as [([UInt8], String)])
  func text(serial: [UInt8], text: String) throws {
    let identifier = CertificateIdentifier(issuerKeyIdentifier: Self.issuer, serialNumber: serial)
    #expect(identifier.text == text)
    #expect(try CertificateIdentifier(parsing: text) == identifier)
    #expect(try ACMEJSON.decode([CertificateIdentifier].self, from: [text].json) == [identifier])
    #expect([identifier].json == [text].json)
  }

  @Test(
    "has one form alone, and says what is wrong with another", .holds("9773/4.1/no-padding"),
    arguments: [
      ("", .notTwoParts), ("aYhba4c", .notTwoParts), ("aYhb.AIdl.QyE", .notTwoParts),
      (".AIdlQyE", .empty(.issuerKey)), ("aYhb.", .empty(.serialNumber)),
      ("aYhba4c=.AIdl", .encoding(.issuerKey, .padding)),
      ("aYhb.AIdlQyE=", .encoding(.serialNumber, .padding)),
      ("aYh/.AIdl", .encoding(.issuerKey, .foreignCharacter(offset: 3))),
      ("aYhb.AId%", .encoding(.serialNumber, .foreignCharacter(offset: 3))),
      ("aYhba.AIdl", .encoding(.issuerKey, .impossibleLength(5))),
      ("aYhb.AB", .encoding(.serialNumber, .trailingBits)),
      ("aYhb.h2VDIQ", .negativeSerialNumber), ("aYhb.AH8", .longSerialNumber),
      ("aYhb.AAA", .longSerialNumber), (String(repeating: "a", count: 129), .tooLong(129)),
    ] as [(String, CertificateIdentifierError)])
  func refused(text: String, reason: CertificateIdentifierError) {
    #expect(throws: reason) { try CertificateIdentifier(parsing: text) }
  }
}
