import Foundation
import IssuancePolicy
import Testing

@Suite("A list of public suffixes")
struct PublicSuffixTests {
  private func list(_ text: String) throws -> PublicSuffixes {
    let file = FileManager.default.temporaryDirectory.appending(path: "suffixes-\(UUID())")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try PublicSuffixes(file: file.path)
  }

  @Test("is taken from a file where one is named, its private section left out")
  func file() throws {
    let suffixes = try list(
      """
      // ===BEGIN ICANN DOMAINS===
      com
      uk
      co.uk
      newtld
      // ===END ICANN DOMAINS===
      // ===BEGIN PRIVATE DOMAINS===
      pages.newtld
      // ===END PRIVATE DOMAINS===

      """)
    let policy = NamePolicy(suffixes: suffixes)
    #expect(try policy.acceptedName("www.newtld").text == "www.newtld")
    #expect(try policy.acceptedName("pages.newtld").text == "pages.newtld")
    #expect(throws: NameRefusal.unknownTopLevel("de")) { try policy.acceptedName("www.de") }
  }

  @Test("is not taken from what is none")
  func noList() {
    #expect(throws: PublicSuffixError.unreadable) { try PublicSuffixes(file: "/nowhere") }
    #expect(throws: PublicSuffixError.unreadable) { try list("") }
    for text in ["hello\n", "// com\n// co.uk\n", "com\nco.uk\nexample.com\n"] {
      #expect(throws: PublicSuffixError.noList) { try list(text) }
    }
  }
}
