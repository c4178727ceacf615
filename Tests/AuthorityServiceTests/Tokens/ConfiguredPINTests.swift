import Cryptoki
import Foundation
import Glibc
import Signing
import Testing

@testable import AuthorityService

@Suite struct ConfiguredPINTests {
  private let folder: TemporaryFolder
  private let place = ConfigurationPlace(file: "chancery.yaml", keyPath: "hsm.tokens[0].pin_file")

  init() throws { folder = try TemporaryFolder() }

  private func pin(_ origin: SecretSource.Origin, environment: [String: String] = [:])
    -> ConfiguredPIN
  {
    ConfiguredPIN(
      token: "primary", source: SecretSource(origin, at: place), environment: environment)
  }

  @Test func aPINFileIsReadAnewEachTime() throws {
    let source = pin(.file(try folder.write("1234\n", to: "pin")))
    #expect(try source.pin().count == 4)
    try folder.write("123456\n", to: "pin")
    #expect(try source.pin().count == 6)
  }

  @Test func itsRevisionStaysWhileNobodyTouchesIt() throws {
    let source = pin(.file(try folder.write("1234\n", to: "pin")))
    let first = source.revision()
    _ = try source.pin()
    #expect(source.revision() == first)
  }

  @Test func itsRevisionChangesWithAnyWriteEvenOfTheSameText() throws {
    let path = try folder.write("1234\n", to: "pin")
    let source = pin(.file(path))
    var revisions = [source.revision()]
    // Another file of the same text in its place.
    try folder.write("1234\n", to: "next")
    #expect(rename(folder.path("next"), path) == 0)
    revisions.append(source.revision())
    try FileManager.default.removeItem(atPath: path)
    revisions.append(source.revision())
    #expect(revisions.last == "absent")
    #expect(Set(revisions).count == 3)
    #expect(!revisions.contains { $0.contains("1234") && !$0.contains("inode") })
  }

  @Test func aFileThatIsGoneIsATroubleThatMayPass() throws {
    let source = pin(.file(folder.path("absent")))
    let error = #expect(throws: SigningError.self) { try source.pin() }
    #expect(error?.mayRetry == true)
    #expect(error?.description.contains("does not exist") == true)
  }

  @Test func aVariableHasOneRevision() throws {
    let source = pin(.environment("PIN"), environment: ["PIN": "1234"])
    #expect(source.revision() == "variable PIN")
    #expect(try source.pin().count == 4)
  }
}
