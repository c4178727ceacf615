import CertificateFormats
import Crypto
import SwiftASN1
import Testing
import X509

struct TextFormTests {
  @Test func pemGivesBackWhatWasWritten() throws {
    let chain: [[UInt8]] = [Array(0..<200), [1], Array(repeating: 7, count: 48)]
    let text = PEM.text(certificates: chain)
    #expect(text.hasPrefix("-----BEGIN CERTIFICATE-----\n"))
    #expect(text.hasSuffix("-----END CERTIFICATE-----\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 64 })
    #expect(try PEM.certificates(in: text) == chain)
  }

  @Test(arguments: [1, 2, 3, 47, 48, 49, 95, 96, 97, 1200])
  func pemIsWhatAnotherWriterMakes(byteCount: Int) {
    let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let other = PEMDocument(type: "CERTIFICATE", derBytes: bytes).pemString + "\n"
    #expect(PEM.text(certificates: [bytes]) == other)
    #expect(PEM.text(certificates: [bytes, bytes]) == other + other)
  }

  @Test func pemPassesOverOtherBlocks() throws {
    let text =
      "A note.\n-----BEGIN PUBLIC KEY-----\nAQ==\n-----END PUBLIC KEY-----\n"
      + PEM.text(certificates: [[9, 9]])
    #expect(try PEM.certificates(in: text) == [[9, 9]])
  }

  @Test func pemNamesWhatIsMissing() {
    #expect(throws: CertificateFormatError.noPEMBlock(label: "CERTIFICATE")) {
      try PEM.certificates(in: "nothing here")
    }
    #expect(throws: CertificateFormatError.self) {
      try PEM.certificates(in: "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n")
    }
  }

  @Test(arguments: [("", []), ("00ff", [0, 255]), ("7F", [127])] as [(String, [UInt8])])
  func hexIsRead(text: String, bytes: [UInt8]) {
    #expect(HexText.bytes(text) == bytes)
    #expect(HexText.text(bytes) == text.lowercased())
  }

  @Test(arguments: ["0", "0g", "0x00", "é0", " 00"])
  func hexIsRefused(text: String) {
    #expect(HexText.bytes(text) == nil)
  }

  @Test func fingerprintIsTheSHA256() {
    #expect(
      CertificateFingerprint(of: Array("abc".utf8)).description
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func keyIdentifierIsTheTruncatedSHA256OfTheKeysBits() {
    let key = P256.Signing.PrivateKey().publicKey
    #expect(
      KeyIdentifier(of: .init(key)).bytes
        == Array(SHA256.hash(data: key.x963Representation).prefix(20)))
  }
}
