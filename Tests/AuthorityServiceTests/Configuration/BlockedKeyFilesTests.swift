import AuthorityModel
import Foundation
import IssuancePolicy
import Testing

@testable import AuthorityService

/// The files of compromised keys that a configuration names.
@Suite struct BlockedKeyFilesTests {
  private let folder: TemporaryFolder
  private let key = KeyFingerprint(ofSubjectPublicKeyInfo: [1])

  init() throws { folder = try TemporaryFolder() }

  private func lists(_ files: String) throws -> [BlockedKeyList] {
    let text = ConfigurationSamples.minimal + "keys: { blocked_key_files: [\(files)] }"
    return try ConfigurationReader.read(file: folder.write(text, to: "chancery.yaml"))
      .keys.blockedKeyLists()
  }

  @Test func theirKeysAreFoundAndTheirNamesKept() throws {
    try folder.write("# firmware\n\(key) # model 7\n", to: "firmware.txt")
    let other = KeyFingerprint(ofSubjectPublicKeyInfo: [2])
    try folder.write("\(other)", to: "products.txt")
    let lists = try lists("firmware.txt, products.txt")
    #expect(lists.map(\.name) == ["firmware.txt", "products.txt"])
    #expect(lists.map { $0.contains(key) } == [true, false])
    #expect(lists.map { $0.contains(other) } == [false, true])
  }

  @Test func whatIsNoListIsNamedAtOnceWithItsLine() throws {
    try folder.write("\(key)\n8df20e6961a16398b85a\n", to: "short")
    try folder.write("# none\n", to: "none")
    let error = try #require(throws: ConfigurationError.self) {
      try lists("short, none, nowhere")
    }
    #expect(
      error.problems.map { $0.description.replacing(folder.path(""), with: "") } == [
        "short:2: The line is no fingerprint of a key. Write the SHA-256 of a SubjectPublicKeyInfo a"
          + " line, in 64 hexadecimal digits; # begins a remark.",
        "chancery.yaml:6: keys.blocked_key_files[1]: none lists no key. Name another file, or remove"
          + " the line.",
        "chancery.yaml:6: keys.blocked_key_files[2]: The file can't be read: nowhere does not exist."
          + " Create it, or name another file.",
      ])
  }
}
