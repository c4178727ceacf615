import Conformance
import Foundation
import Testing

@testable import AuthorityService

/// Whatever the bytes, reading ends in a configuration or in problems with a mend.
@Suite struct ConfigurationRobustnessTests {
  private func outcome(of data: Data) -> ConfigurationError? {
    do {
      _ = try ConfigurationSamples.read(data)
      return nil
    } catch {
      return error
    }
  }

  private func expectAnOutcome(of data: Data) {
    guard let error = outcome(of: data) else { return }
    #expect(!error.problems.isEmpty)
    for problem in error.problems {
      #expect(!problem.message.isEmpty && !problem.mend.isEmpty)
    }
  }

  @Test func everyPrefixOfTheExampleHasAnOutcome() {
    let whole = Data(ConfigurationSamples.complete.utf8)
    for length in 0..<whole.count { expectAnOutcome(of: whole.prefix(length)) }
  }

  @Test func fiveHundredMutationsHaveAnOutcome() {
    var random = SeededGenerator(seed: 2026)
    let whole = Data(ConfigurationSamples.complete.utf8)
    var faulty = 0
    for _ in 0..<500 {
      var mutant = whole
      mutant[Int.random(in: 0..<whole.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
      expectAnOutcome(of: mutant)
      if outcome(of: mutant) != nil { faulty += 1 }
    }
    #expect(faulty > 100, "mutations that never matter test nothing")
  }

  @Test func deepNestingIsRefused() {
    for opening in ["[", "{a: ", "- ", "? "] {
      let text = String(repeating: opening, count: 50_000)
      #expect(outcome(of: Data(text.utf8)) != nil)
    }
  }

  @Test func oneThousandLevelsThatCloseAreRefusedAsWrongType() throws {
    let text = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    let error = try #require(outcome(of: Data(text.utf8)))
    #expect(error.problems.first?.message == "A list stands where a group of keys is expected.")
  }

  /// Law 10: whoever names the PIN's file by mistake doesn't find the PIN in an error, or in a log.
  @Test func textInsteadOfKeysIsNotRepeated() throws {
    for text in ["crypto_user-S3cret", "\"S3cret\"", "|\n  S3cret\n"] {
      let error = try #require(outcome(of: Data(text.utf8)))
      #expect(error.problems.count == 1)
      #expect(!"\(error)".contains("S3cret"), "\(error)")
    }
  }

  @Test func anchorsAndAliasesAreReadAsYAMLSays() throws {
    let text = """
      database: sqlite:chancery.sqlite
      issuers:
        - { name: &n r1, certificate_file: r1.pem, key: { file: r1.key } }
      profiles:
        - name: *n
      default_profile: *n

      """
    #expect(try ConfigurationSamples.read(text).profiles.map(\.name.value) == ["r1"])
  }

  @Test func aFileThatIsNotUTF8IsOneProblem() {
    let error = outcome(of: Data("database: \u{e9}".unicodeScalars.map { UInt8($0.value) }))
    #expect(
      error?.description == "chancery.yaml: The file is not UTF-8 text. Save it as UTF-8, or name "
        + "another file.")
  }

  @Test func aMissingFileIsOneProblem() {
    let error = #expect(throws: ConfigurationError.self) {
      try ConfigurationReader.read(file: "/nowhere/chancery.yaml")
    }
    #expect(
      error?.description == "/nowhere/chancery.yaml: The file can't be read: "
        + "/nowhere/chancery.yaml does not exist. Create it, or name another file.")
  }

  @Test func aFolderOrAnEndlessDeviceIsOneProblem() {
    for path in ["/tmp", "/dev/zero"] {
      let error = #expect(throws: ConfigurationError.self) {
        try ConfigurationReader.read(file: path)
      }
      #expect(error?.description.contains("is no regular file") == true)
    }
  }
}
