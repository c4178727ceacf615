import AuthorityModel
import IssuancePolicy
import Testing

@Suite("Files of blocked keys")
struct BlockedKeyListTests {
  @Test("Every fingerprint of a file is found, in whatever order, and no other")
  func contents() throws {
    let listed = (0..<100).map { KeyFingerprint(ofSubjectPublicKeyInfo: [$0]) }
    let list = try BlockedKeyList(
      parsing: Array(listed.map(\.description).joined(separator: "\n").utf8), named: "a")
    #expect(list.count == 100)
    for fingerprint in listed { #expect(list.contains(fingerprint)) }
    for byte in 100..<200 {
      #expect(!list.contains(KeyFingerprint(ofSubjectPublicKeyInfo: [UInt8(byte)])))
    }
  }

  @Test(
    "Remarks, blanks, empty lines, capitals and foreign line ends are read over",
    arguments: ["", "# only a remark", "\n\n\r\n", " \t "])
  func nothing(text: String) throws {
    #expect(try BlockedKeyList(parsing: Array(text.utf8), named: "a").count == 0)
    let fingerprint = KeyFingerprint(ofSubjectPublicKeyInfo: [1])
    let list = try BlockedKeyList(
      parsing: Array("\(text)\n  \(fingerprint.description.uppercased()) # x\r\n".utf8),
      named: "a")
    #expect(list.contains(fingerprint))
  }

  @Test(
    "A line that is no fingerprint is named",
    arguments: [
      "abc", String(repeating: "a", count: 63), String(repeating: "a", count: 66),
      String(repeating: "g", count: 64), String(repeating: "a", count: 64) + " word", "é",
      "<html>",
    ])
  func garbage(line: String) {
    #expect(throws: BlockedKeyListError(line: 3)) {
      try BlockedKeyList(parsing: Array("\n# x\n\(line)\n".utf8), named: "a")
    }
  }
}
