import Foundation
import IssuancePolicy
import Testing

@testable import AuthorityService

/// The lists of names and keys that a configuration brings, sound and with faults.
@Suite struct ConfigurationPolicyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func policy(_ text: String) throws -> RequestPolicy {
    let file = try folder.write(ConfigurationSamples.minimal + text, to: "chancery.yaml")
    return try ConfigurationReader.read(file: file).requestPolicy()
  }

  /// What is wrong, with the folder's name left out.
  private func findings(_ text: String) throws -> [String] {
    do {
      _ = try policy(text)
      return []
    } catch let error as ConfigurationError {
      return error.problems.map { $0.description.replacing(folder.path(""), with: "") }
    }
  }

  @Test func withoutListsTheInternetsNamesAreCertified() throws {
    let names = try policy("").names
    #expect(try names.acceptedName("www.chancery.dev").text == "www.chancery.dev")
    #expect(throws: NameRefusal.self) { try names.acceptedName("www.chancery.test") }
  }

  @Test func theListsOfAllPlacesCountTogether() throws {
    try folder.write("# ours\nwww.chancery.dev # the first\r\n\n .ours.dev\t", to: "allowed")
    try folder.write("login.ours.dev\n", to: "blocked")
    let names = try policy(
      "names: { allow: [.test], allow_files: [allowed], block: [.evil.test], block_files: [blocked],"
        + " allow_special_use: [test] }"
    ).names
    for name in ["www.chancery.dev", "a.ours.dev", "a.test"] {
      #expect(try names.acceptedName(name).text == name)
    }
    for name in ["chancery.dev", "login.ours.dev", "a.evil.test", "*.test"] {
      #expect(throws: NameRefusal.self) { try names.acceptedName(name) }
    }
  }

  @Test func aLineThatIsNoNameIsShownWithItsFile() throws {
    try folder.write("good.example\n\na_b.example\n# x\n*.example\n", to: "blocked")
    #expect(
      try findings("names: { block_files: [blocked] }") == [
        "blocked:3: \"a_b.example\" holds \"_\"; only letters a-z, digits, hyphens and dots may stand"
          + " in it (write an international name in its xn-- form). Write one name a line, or a domain"
          + " with a dot before it; # begins a remark.",
        "blocked:5: \"*.example\" has an asterisk in a place other than a leading \"*.\". Write one name"
          + " a line, or a domain with a dot before it; # begins a remark.",
      ])
  }

  @Test func aFileOfAnotherKindEndsInAFewProblems() throws {
    try folder.write(String(repeating: "no name\n", count: 1000), to: "blocked")
    #expect(try findings("names: { block_files: [blocked] }").count == 10)
  }

  /// An emptied list must not open the CA to all names.
  @Test(arguments: ["allow: []", "allow_files: []", "allow_files: [empty]"])
  func anAllowanceOfNothingIsAProblem(text: String) throws {
    try folder.write("# all gone\n", to: "empty")
    let key = text.prefix { $0 != ":" }
    #expect(
      try findings("names: { \(text) }") == [
        "chancery.yaml:6: names.\(key): No name is listed, so nothing would be certified. List names,"
          + " or remove the key to certify all that can be registered."
      ])
  }

  @Test func everythingThatIsMissingOrNoListIsNamedAtOnce() throws {
    try folder.write("no list\n", to: "suffixes")
    try folder.write("8df20e6961a16398b85a\nnothing\n", to: "weak")
    try folder.write("# none\n", to: "none")
    #expect(
      try findings(
        """
        names:
          allow_files: [nowhere]
          public_suffix_list: suffixes
        keys:
          weak_key_files: [weak, none, nowhere]

        """) == [
          "weak:2: The line is no fingerprint of a weak key. Write 20 hexadecimal digits a line, as"
            + " Debian's openssl-blacklist has them.",
          "chancery.yaml:7: names.allow_files[0]: The file can't be read: nowhere does not exist."
            + " Create it, or name another file.",
          "chancery.yaml:8: names.public_suffix_list: suffixes is no list of public suffixes. Fetch"
            + " https://publicsuffix.org/list/public_suffix_list.dat, or remove the line.",
          "chancery.yaml:10: keys.weak_key_files[1]: none lists no key. Name another file, or remove"
            + " the line.",
          "chancery.yaml:10: keys.weak_key_files[2]: The file can't be read: nowhere does not exist."
            + " Create it, or name another file.",
        ])
  }

  @Test func listedWeakKeysAreRead() throws {
    try folder.write("# Debian\n8df20e6961a16398b85a\n", to: "weak")
    #expect(try findings("keys: { weak_key_files: [weak] }") == [])
  }
}
