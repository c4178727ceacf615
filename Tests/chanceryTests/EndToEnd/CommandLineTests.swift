import Testing

@Suite("The command line, as a process")
struct CommandLineTests {
  @Test(
    "Help shows an example",
    arguments: [
      [], ["init"], ["serve"], ["certificate"], ["certificate", "lint"], ["config"],
      ["config", "check"], ["load"], ["admin"],
      ["admin", "hsm"], ["admin", "hsm", "status"], ["admin", "hsm", "unpark"], ["hsm"],
      ["hsm", "slots"], ["hsm", "keys"], ["hsm", "keys", "list"], ["hsm", "keys", "verify"],
      ["hsm", "generate"], ["hsm", "doctor"], ["hsm", "bench"], ["capacity"], ["admin", "revoke"],
      ["admin", "keys"], ["admin", "keys", "list"], ["admin", "keys", "block"],
      ["admin", "keys", "unblock"], ["admin", "queue"], ["admin", "queue", "status"],
      ["admin", "queue", "list"], ["admin", "accounts"], ["admin", "accounts", "bulk"],
    ])
  func help(command: [String]) async throws {
    let run = try ChanceryRun(command + ["--help"])
    #expect(try await run.exit() == 0)
    #expect(run.standardOutput.lowercased().contains("example"))
    #expect(run.standardOutput.contains("  chancery \(command.first ?? "init")"))
    #expect(command == ["load"] || brokenExamples(in: run.standardOutput).isEmpty)
  }

  /// Lines of examples that are wider than a terminal, and so broken where no shell takes them
  /// together again.
  private func brokenExamples(in help: String) -> [Substring] {
    help.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("EXAMPLE") }
      .prefix { !$0.hasPrefix("USAGE") }
      .filter { !$0.isEmpty && !$0.hasPrefix("  ") && !$0.hasPrefix("EXAMPLE") }
  }

  @Test(
    "Wrong usage exits 64 and says on standard error what is wrong",
    arguments: [
      (["bogus"], "bogus"), (["serve"], "--config"), (["init"], "directory"),
      (["init", "x", "--acme-port", "0"], "0 is no port"),
      (["init", "x", "--key-type", "dsa"], "ecdsa-p256"),
      (["init", "x", "--directory-url", "http://a/directory"], "https://acme.example/directory"),
      (["load", "--directory", "x"], "https://127.0.0.1:14000/directory"),
      (["config", "check"], "--config"), (["admin", "hsm", "unpark"], "--config"),
      (["init", "x", "--token-label", "ca"], "--pin-file"), (["certificate", "lint"], "files"),
      (["init", "x", "--public-url", "https://a"], "http://pki.example"),
      (["init", "x", "--module-environment", "novalue"], "NAME=VALUE"),
    ])
  func wrongUsage(arguments: [String], mention: String) async throws {
    let run = try ChanceryRun(arguments)
    #expect(try await run.exit() == 64)
    #expect(run.standardError.contains(mention))
    #expect(run.standardOutput.isEmpty)
  }
}
