import Foundation
import Testing

/// An authority whose token is reached through the module that misbehaves on command.
struct FaultyToken {
  let authority: MadeAuthority
  let pin: String

  /// What the module has counted, over all processes.
  struct Logins: Decodable, Equatable {
    var tried = 0
    var succeeded = 0
    var wrong = 0
  }

  /// - Parameters:
  ///   - scenario: The scenario's text; the file of its counters is added.
  ///   - spelling: How the scenario wants the PIN to be written.
  init(
    scenario: String = "", options: [String] = [], spelling: (String) -> String = { $0 }
  ) async throws {
    authority = try await MadeAuthority(options)
    let folder = authority.folder
    pin = spelling(String(folder.text(of: "ca/secrets/pin").dropLast()))
    try folder.write("state_file: state.json\n" + scenario, to: "ca/scenario.yaml")
    try authority.edit(
      "module: /usr/lib/softhsm/libsofthsm2.so",
      to: "module: \(try ChanceryRun.builtFile("libchancery-fault-module.so"))")
    try authority.edit(
      "environment: { ", to: "environment: { CHANCERY_FAULT_SCENARIO: ./scenario.yaml, ")
    try write(pin: pin)
  }

  /// Writes the PIN file as an operator would.
  func write(pin: String) throws {
    try authority.folder.write("\(pin)\n", to: "ca/secrets/pin", mode: 0o600)
  }

  var logins: Logins {
    struct State: Decodable {
      struct Counters: Decodable {
        let logins: Logins
      }
      let counters: Counters
    }
    let text = authority.folder.text(of: "ca/state.json")
    return (try? JSONDecoder().decode(State.self, from: Data(text.utf8)))?.counters.logins
      ?? Logins()
  }

  func administer(_ words: [String]) async throws -> ChanceryRun {
    let run = try ChanceryRun(
      ["admin", "hsm"] + words + ["--config", authority.configurationFile])
    _ = try await run.exit()
    return run
  }
}
