import Cryptoki
import Foundation
import Testing

@testable import chancery

@Suite("Where a PIN comes from")
struct PINOriginTests {
  @Test("A variable is erased once it was read, so that no child gets it")
  func variable() throws {
    let name = "CHANCERY_TEST_PIN_\(UUID().uuidString.prefix(8))"
    setenv(name, "1234", 1)
    #expect(try PINOrigin.environment(name).pin(for: "a token").count == 4)
    #expect(ProcessInfo.processInfo.environment[name] == nil)
    #expect(throws: PINFault.variableMissing(name: name)) {
      try PINOrigin.environment(name).pin(for: "a token")
    }
  }

  @Test("A command takes it from its variable")
  func command() async throws {
    let fixture = try await TokenFixture.shared.value
    let run = try ChanceryRun(
      ["hsm", "keys"] + fixture.options(pin: nil) + ["--pin-env", "CHANCERY_TEST_PIN"],
      environment: ["CHANCERY_TEST_PIN": TokenFixture.pin])
    #expect(try await run.exit() == 0)
    #expect(run.standardOutput.contains("\"r1\""))
  }

  @Test(
    "A file may end its line, must not be empty or long, and is complained of when others may read it"
  )
  func file() throws {
    let folder = try ScratchFolder()
    try folder.write("1234\r\n", to: "pin")
    #expect(try PINFile(path: folder.path("pin")).pin().count == 4)
    try folder.write("\n", to: "empty")
    #expect(throws: PINFault.empty(place: folder.path("empty"))) {
      try PINFile(path: folder.path("empty")).pin()
    }
    try folder.write(String(repeating: "1", count: 5000), to: "long")
    #expect(throws: PINFault.tooLong(path: folder.path("long"))) {
      try PINFile(path: folder.path("long")).pin()
    }
    #expect(throws: PINFault.unreadable(path: folder.path("none"), code: ENOENT)) {
      try PINFile(path: folder.path("none")).pin()
    }
  }

  @Test("A PIN file that others may read gives a warning, and is used")
  func readable() async throws {
    let fixture = try await TokenFixture(withKeys: false)
    chmod(fixture.folder.path("pin"), 0o644)
    let run = try ChanceryRun(["hsm", "keys"] + fixture.options())
    #expect(try await run.exit() == 0)
    let path = fixture.folder.path("pin")
    #expect(
      run.standardError
        == "chancery: warning: \(path) has mode 0644, so others can read the PIN in it. "
        + "Run `chmod 600 \(path)`.\n")
  }
}
