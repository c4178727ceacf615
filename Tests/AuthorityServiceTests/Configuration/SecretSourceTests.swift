import Testing

@testable import AuthorityService

@Suite struct SecretSourceTests {
  private let place = ConfigurationPlace(
    file: "chancery.yaml", line: 12, column: 7, keyPath: "hsm.tokens[0].pin_file")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ text: String, mode: Int = 0o600) throws -> String {
    let path = try folder.write(text, to: "pin", mode: mode)
    return try SecretSource(.file(path), at: place).read(environment: [:])
  }

  @Test(arguments: [
    ("1234\n", "1234"), ("1234", "1234"), ("1234\r\n", "1234"), ("a b\n\n", "a b\n"),
  ])
  func oneNewlineAtTheEndIsDropped(text: String, secret: String) throws {
    #expect(try read(text) == secret)
  }

  @Test(arguments: [0o644, 0o640, 0o602, 0o601])
  func aFileThatOthersMayUseIsRefused(mode: Int) throws {
    let error = try #require(throws: ConfigurationProblem.self) { try read("1234\n", mode: mode) }
    #expect(error.mend == "Run `chmod 600 \(folder.path("pin"))`.")
    #expect(!error.description.contains("1234"))
    #expect(error.description.hasPrefix("chancery.yaml:12: hsm.tokens[0].pin_file: "))
  }

  @Test(arguments: ["", "\n"])
  func anEmptySecretIsRefused(text: String) throws {
    let error = try #require(throws: ConfigurationProblem.self) { try read(text) }
    #expect(error.message == "The secret is empty.")
  }

  @Test func aMissingFileIsNamed() throws {
    let path = folder.path("absent")
    let error = try #require(throws: ConfigurationProblem.self) {
      try SecretSource(.file(path), at: place).read(environment: [:])
    }
    #expect(error.message == "The secret can't be read: \(path) does not exist.")
  }

  @Test func aVariableIsReadFromTheEnvironmentThatIsHandedIn() throws {
    let source = SecretSource(.environment("PIN"), at: place)
    #expect(try source.read(environment: ["PIN": "1234"]) == "1234")
    let error = try #require(throws: ConfigurationProblem.self) {
      try source.read(environment: [:])
    }
    #expect(error.message == "The variable PIN is not set.")
  }
}
