import Foundation
import Testing

@testable import FaultScenario

@Suite("A scenario file")
struct ScenarioReadingTests {
  private static func read(_ text: String) throws(ScenarioError) -> FaultScenario {
    try FaultScenario(text: text, file: "x.yaml", folder: "/etc")
  }

  @Test(
    "with a mistake is refused by line, key and remedy",
    arguments: [
      (
        "latency:\n  C_Sing: 3ms",
        "x.yaml:2: latency.C_Sing: this is no function of Cryptoki. Did you mean `C_Sign`?"
      ),
      ("lains: 8", "x.yaml:1: lains: unknown key. Did you mean `lanes`?"),
      (
        "faults:\n  - function: C_Sign\n    code: CKR_DEVICE_EROR",
        "x.yaml:3: faults[0].code: \"CKR_DEVICE_EROR\" is no CKR_ code of an error. "
          + "Did you mean `CKR_DEVICE_ERROR`?"
      ),
      (
        "faults:\n  - { function: C_Sign, code: CKR_OK }",
        "x.yaml:2: faults[0].code: \"CKR_OK\" is no CKR_ code of an error. "
          + "Did you mean `CKR_OK`?"
      ),
      (
        "faults:\n  - { function: C_Sign, code: 48, when: befor }",
        "x.yaml:2: faults[0].when: \"befor\" is unknown. Did you mean `before`?"
      ),
      (
        "faults:\n  - { code: 48 }", "x.yaml:2: faults[0]: the key `function` is missing."
      ),
      (
        "faults:\n  - { function: C_Sign, code: 48, rate: 2 }",
        "x.yaml:2: faults[0].rate: \"2\" is no number from 0.0 to 1.0."
      ),
      ("lanes: 0", "x.yaml:1: lanes: \"0\" is no whole number from 1 to 4096."),
      ("lanes: [8]", "x.yaml:1: lanes: a list stands where a whole number is expected."),
      (
        "latency: { C_Sign: 3 }",
        "x.yaml:1: latency.C_Sign: \"3\" is no duration; write it as 3ms, 1.5s or 250us."
      ),
      (
        "latency:\n  C_Sign: { gaussian: 1 }",
        "x.yaml:2: latency.C_Sign.gaussian: unknown key. "
          + "Write one of uniform, normal, lognormal, exponential."
      ),
      (
        "latency:\n  C_Sign: { uniform: { from: 3ms, to: 1ms } }",
        "x.yaml:2: latency.C_Sign.uniform: `from` is more than `to`."
      ),
      (
        "pin: { shape: user_and_password }",
        "x.yaml:1: pin.shape: \"user_and_password\" is unknown. Did you mean `user-and-password`?"
      ),
      (
        "hangs: { function: C_Login, lane: 1 }", "x.yaml:1: hangs.lane: C_Login uses no lane."
      ),
      (
        "appearance:\n  label: a label that is longer than Cryptoki has room for",
        "x.yaml:2: appearance.label: the text is longer than the 32 bytes that Cryptoki has for it."
      ),
      (
        "appearance: { set_flags: CKF_RGN }",
        "x.yaml:1: appearance.set_flags: \"CKF_RGN\" is no flag of a token. Did you mean `CKF_RNG`?"
      ),
      ("finalize_module: yes", "x.yaml:1: finalize_module: \"yes\" is neither true nor false."),
      ("lanes: 1\nlanes: 2", "x.yaml:1: lanes: the key is written twice; remove one of the two."),
      ("just text", "x.yaml: a text stands where a group of keys is expected."),
    ])
  func mistakes(text: String, message: String) {
    let error = #expect(throws: ScenarioError.self) { try Self.read(text) }
    #expect(error?.description == message)
  }

  @Test("that is no YAML, or isn't there, is refused")
  func unreadable() {
    let syntax = #expect(throws: ScenarioError.self) { try Self.read("lanes: [1\nx: 2") }
    #expect(syntax?.description.hasPrefix("x.yaml:2: this is no YAML: ") == true)
    let missing = #expect(throws: ScenarioError.self) {
      try FaultScenario(file: "/nowhere/x.yaml")
    }
    #expect(missing?.description == "/nowhere/x.yaml: the file can't be read.")
  }

  @Test("that is empty misbehaves not at all", arguments: ["", "# nothing\n"])
  func empty(text: String) throws {
    #expect(try Self.read(text) == FaultScenario())
  }

  @Test("is read whole")
  func whole() throws {
    let scenario = try Self.read(
      """
      module: lib/real.so
      control_socket: /tmp/x.sock
      lanes: 8
      latency: { C_Sign: 1.5ms }
      faults:
        - function: [C_Sign, C_SignInit]
          code: 0x80000024
          when: after
          window: { after: 1m }
      device_lost: { after: 20s, for: 10s, needs_reinitialise: true }
      pin: { shape: key-id-and-password, user: "0001", locks_after: 3 }
      """)
    #expect(scenario.module == "/etc/lib/real.so")
    #expect(scenario.controlSocket == "/tmp/x.sock")
    #expect(scenario.latencies == [.sign: .fixed(.microseconds(1500))])
    let fault = try #require(scenario.faults.first)
    #expect(fault.functions == [.sign, .signInit])
    #expect(fault.code.name == "0x80000024")
    #expect(fault.moment == .after)
    #expect(fault.window == FaultWindow(after: .seconds(60), length: nil))
    let loss = try #require(scenario.deviceLosses.first)
    #expect(loss.needsReinitialise == .sessionHandleInvalid)
    #expect(loss.renumbersHandles && loss.changesSlot)
    #expect(scenario.pin.user == "0001")
  }

  @Test("of the examples, and the README's, can be read")
  func examples() throws {
    let folder = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Examples/fault-scenarios")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }
    #expect(names.count >= 9)
    for name in names {
      #expect(throws: Never.self, "\(name)") {
        try FaultScenario(file: folder.appending(path: name).path)
      }
    }
    let readme = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
    let yaml = try #require(readme.components(separatedBy: "```yaml\n").last)
    let block = try #require(yaml.components(separatedBy: "```").first)
    #expect(throws: Never.self) { try Self.read(block) }
  }
}
