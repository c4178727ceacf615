import Foundation
import Testing

@Suite("chancery hsm bench, as a process")
struct BenchTests {
  /// The token of a CA that `chancery init` made, whose PIN no output may show.
  private let authority: MadeAuthority
  private let pin: String

  init() async throws {
    authority = try await MadeAuthority()
    pin = authority.folder.text(of: "ca/secrets/pin").trimmingCharacters(
      in: .whitespacesAndNewlines)
    try #require(!pin.isEmpty)
  }

  /// The options that lead to the token through a module that follows a scenario.
  private func throughFaultModule(_ scenario: String) throws -> [String] {
    try authority.folder.write(scenario, to: "scenario.yaml")
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let module = program.deletingLastPathComponent().appending(
      path: "libchancery-fault-module.so")
    return [
      "--module", module.path(percentEncoded: false), "--token-label", "chancery",
      "--pin-file", authority.folder.path("ca/secrets/pin"),
      "--module-environment", "SOFTHSM2_CONF=\(authority.folder.path("ca/softhsm2.conf"))",
      "--module-environment", "CHANCERY_FAULT_SCENARIO=\(authority.folder.path("scenario.yaml"))",
    ]
  }

  private struct Saved: Decodable {
    struct Step: Decodable {
      let sessions: Int
      let signatures: Int
      let verified: Int
    }
    let steps: [Step]
    let notes: [String]
  }

  private func saved(_ text: String) throws -> Saved {
    try JSONDecoder().decode(Saved.self, from: Data(text.utf8))
  }

  @Test("It measures a CA's own key, and writes text, JSON and a page, none of which shows the PIN")
  func configuration() async throws {
    let run = try ChanceryRun([
      "hsm", "bench", "--config", authority.configurationFile, "--label", "r1", "--sessions", "1,2",
      "--count", "40", "--warm-up", "10ms", "--save", authority.folder.path("bench.json"),
      "--report", authority.folder.path("bench.html"),
    ])
    #expect(try await run.exit() == 0, "\(run.standardError)")
    #expect(run.standardOutput.contains("P-256, ECDSA (CKM_ECDSA), key label \"r1\""))
    #expect(run.standardError.contains("bench: 2 sessions: "))
    let json = authority.folder.text(of: "bench.json")
    #expect(try saved(json).steps.map(\.signatures) == [40, 40])
    #expect(try saved(json).steps.allSatisfy { $0.verified > 0 })
    let page = authority.folder.text(of: "bench.html")
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    for output in [run.standardOutput, run.standardError, json, page] {
      #expect(!output.contains(pin))
    }
  }

  @Test("Through the pool of sessions it measures what the CA gets")
  func pool() async throws {
    let run = try ChanceryRun([
      "hsm", "bench", "--config", authority.configurationFile, "--path", "pool", "--sessions", "2",
      "--count", "40", "--warm-up", "10ms", "--format", "json",
    ])
    #expect(try await run.exit() == 0, "\(run.standardError)")
    let report = try saved(run.standardOutput)
    #expect(report.steps.map(\.signatures) == [40])
    #expect(report.steps.allSatisfy { $0.verified > 0 })
  }

  @Test("A device that fails half-way ends it with what was measured, and the code explained")
  func failure() async throws {
    let options = try throughFaultModule(
      """
      faults:
        - { function: C_Sign, code: CKR_DEVICE_ERROR, skip: 100 }
      """)
    let run = try ChanceryRun(
      ["hsm", "bench", "--sessions", "1,2,4", "--count", "40", "--warm-up", "1ms"] + options)
    #expect(try await run.exit() == 1)
    let last = run.standardError.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix("chancery: C_Sign returned CKR_DEVICE_ERROR (0x30): "))
    #expect(run.standardOutput.contains("The measurement ended early: C_Sign returned"))
    #expect(!run.standardError.contains(pin))
  }

  @Test("A token that allows few sessions is measured with those that it allows")
  func sessionLimit() async throws {
    let options = try throughFaultModule(
      """
      latency: { C_Sign: 3ms }
      lanes: 8
      sessions: { limit: 4 }
      """)
    let short = ["--count", "20", "--warm-up", "1ms", "--format", "json"]
    let sweep = try ChanceryRun(["hsm", "bench"] + short + options)
    #expect(try await sweep.exit() == 0, "\(sweep.standardError)")
    #expect(try saved(sweep.standardOutput).steps.map(\.sessions) == [1, 2, 3])
    #expect(
      try saved(sweep.standardOutput).notes.first
        == "The token allows 4 sessions, one of which holds the key, so the measurement ended there."
    )
    let given = try ChanceryRun(["hsm", "bench", "--sessions", "1,8"] + short + options)
    #expect(try await given.exit() == 0, "\(given.standardError)")
    #expect(try saved(given.standardOutput).steps.map(\.sessions) == [1])
    #expect(
      try saved(given.standardOutput).notes == [
        "The token allowed 3 sessions and no more, so the measurement ended there.",
        "Measured with a session key, as no key was named. A key that is stored in the token may be "
          + "slower: name the CA's by --label.",
      ])
  }

  @Test("Ctrl-C ends it cleanly, with what was measured so far")
  func interruption() async throws {
    let run = try ChanceryRun([
      "hsm", "bench", "--config", authority.configurationFile, "--sessions", "1,2",
      "--time", "2s", "--warm-up", "10ms", "--format", "json",
    ])
    _ = try await eventually(within: .seconds(30)) {
      run.standardError.contains("bench: 1 session") ? true : nil
    }
    kill(run.id, SIGINT)
    #expect(try await run.exit() == 0, "\(run.standardError)")
    #expect(try saved(run.standardOutput).steps.first?.sessions == 1)
  }

  @Test(
    "What can't be measured is said in a sentence",
    arguments: [
      (["--label", "r2"], 1, "there is no private key with label \"r2\""),
      (["--mechanism", "rsa-pss"], 1, "rsa-pss does not go with a key of type P-256"),
      (["--sessions", "1,0"], 64, "--sessions"),
      (["--time", "1s", "--count", "5"], 64, "contradict each other"),
      (["--report", "/nowhere/bench.html"], 1, "/nowhere/bench.html can't be written"),
    ] as [([String], Int32, String)])
  func refusals(options: [String], code: Int32, mention: String) async throws {
    let run = try ChanceryRun(
      ["hsm", "bench", "--config", authority.configurationFile] + options)
    #expect(try await run.exit() == code)
    #expect(run.standardError.contains(mention), "\(run.standardError)")
    #expect(!run.standardError.contains(pin))
  }
}
