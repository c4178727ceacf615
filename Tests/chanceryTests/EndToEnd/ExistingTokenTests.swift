import Foundation
import Testing

@Suite("chancery init in a token that is initialised already")
struct ExistingTokenTests {
  private let folder: ScratchFolder

  /// A SoftHSM with a token `ca`, made by its own tool.
  init() async throws {
    folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("tokens"), withIntermediateDirectories: true)
    try folder.write(
      "directories.tokendir = \(folder.path("tokens"))\nlog.level = ERROR\n", to: "softhsm2.conf")
    try folder.write("1234\n", to: "pin", mode: 0o600)
    let tool = try SpawnedProcess(
      "/usr/bin/env",
      [
        "SOFTHSM2_CONF=\(folder.path("softhsm2.conf"))", "softhsm2-util", "--init-token", "--free",
        "--label", "ca", "--so-pin", "87654321", "--pin", "1234",
      ])
    _ = try await eventually(within: .seconds(30)) { tool.isRunning() ? nil : true }
  }

  private func initialize(_ name: String, _ options: [String] = []) async throws -> ChanceryRun {
    let run = try ChanceryRun(
      [
        "init", folder.path(name), "--token-label", "ca", "--pin-file", folder.path("pin"),
        "--module-environment", "SOFTHSM2_CONF=\(folder.path("softhsm2.conf"))",
      ] + options)
    _ = try await run.exit()
    return run
  }

  @Test("The keys are made in it, and chancery.yaml says how to reach it, without the PIN")
  func made() async throws {
    let run = try await initialize("ca")
    #expect(run.exitCode == 0, "\(run.standardError)")
    let text = folder.text(of: "ca/chancery.yaml")
    #expect(text.contains("token_label: ca"))
    #expect(text.contains("pin_file: \(folder.path("pin"))"))
    #expect(text.contains("SOFTHSM2_CONF: \(folder.path("softhsm2.conf"))"))
    #expect(try folder.modes(in: "ca").keys.filter { $0.hasPrefix("secrets/") }.isEmpty)
    let check = try ChanceryRun(["config", "check", "--config", folder.path("ca/chancery.yaml")])
    #expect(try await check.exit() == 0, "\(check.standardError)")
  }

  @Test("Labels that are taken are refused in plain words, others serve a second CA")
  func takenLabels() async throws {
    #expect(try await initialize("first").exitCode == 0)
    let second = try await initialize("second")
    #expect(second.exitCode == 1)
    #expect(
      second.standardError.contains(
        "already holds a key that is labelled \"root\". Choose other labels"))
    #expect(second.standardError.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.path("second")))
    let third = try await initialize(
      "third", ["--root-key-label", "root-2", "--issuer-key-label", "r2"])
    #expect(third.exitCode == 0, "\(third.standardError)")
    #expect(folder.text(of: "third/chancery.yaml").contains("label: r2"))
  }

  @Test("A wrong label and an open PIN file are refused, and nothing is left")
  func refused() async throws {
    let label = try ChanceryRun([
      "init", folder.path("ca"), "--token-label", "other", "--pin-file", folder.path("pin"),
      "--module-environment", "SOFTHSM2_CONF=\(folder.path("softhsm2.conf"))",
    ])
    #expect(try await label.exit() == 1)
    #expect(label.standardError.contains("no token with label \"other\""))
    try folder.write("1234\n", to: "pin", mode: 0o644)
    let open = try await initialize("ca")
    #expect(open.exitCode == 1)
    #expect(open.standardError.contains("--pin-file: "))
    #expect(open.standardError.contains("chmod 600"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("ca")))
  }
}
