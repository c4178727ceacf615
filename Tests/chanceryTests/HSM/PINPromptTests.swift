import Glibc
import Testing

@Suite("The prompt for a PIN, at a pseudo-terminal")
struct PINPromptTests {
  @Test("What is typed is not shown, and opens the token")
  func silent() async throws {
    let fixture = try await TokenFixture.shared.value
    let terminal = try TestTerminal()
    let run = try ChanceryRun(
      ["hsm", "keys"] + fixture.options(pin: nil), terminal: terminal.path)
    var shown = try await prompt(of: terminal)
    #expect(!terminal.echoes)
    terminal.type(TokenFixture.pin + "\n")
    #expect(try await run.exit() == 0)
    shown += terminal.shown()
    #expect(shown.hasPrefix("PIN for the token: "))
    #expect(!shown.contains(TokenFixture.pin))
    #expect(run.standardOutput.contains("\"r1\""))
    #expect(terminal.echoes)
  }

  @Test("A signal ends the command and brings the echo back", arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(signal: Int32) async throws {
    let fixture = try await TokenFixture.shared.value
    let terminal = try TestTerminal()
    let run = try ChanceryRun(
      ["hsm", "keys"] + fixture.options(pin: nil), terminal: terminal.path)
    _ = try await prompt(of: terminal)
    kill(run.id, signal)
    #expect(try await run.exit() == -signal)
    #expect(terminal.echoes)
  }

  @Test("An empty line is no PIN, and none is sent")
  func empty() async throws {
    let fixture = try await TokenFixture.shared.value
    let terminal = try TestTerminal()
    let run = try ChanceryRun(
      ["hsm", "keys"] + fixture.options(pin: nil), terminal: terminal.path)
    _ = try await prompt(of: terminal)
    terminal.type("\n")
    #expect(try await run.exit() == 64)
    #expect(
      run.standardError
        == "chancery: No PIN was entered. Type it, or name it by --pin-file FILE or --pin-env "
        + "VARIABLE.\n")
  }

  /// Waits until the prompt stands there; the echo is off by then.
  private func prompt(of terminal: TestTerminal) async throws -> String {
    var shown = ""
    let prompt = try await eventually(within: .seconds(20)) { () -> String? in
      shown += terminal.shown()
      return shown.hasSuffix(": ") ? shown : nil
    }
    return try #require(prompt)
  }
}
