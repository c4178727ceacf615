import Foundation
import Testing

/// What only a device that misbehaves shows: `chancery-fault-module` in front of the real SoftHSM.
@Suite("Tokens in trouble, as chancery hsm tells of them")
struct FaultyTokenGoldenTests {
  struct Trouble: Sendable, CustomTestStringConvertible {
    let name: String
    let scenario: String
    let arguments: [String]
    var logins = 0

    var testDescription: String { name }
  }

  @Test(
    arguments: [
      Trouble(
        name: "pin-locked", scenario: "appearance: { set_flags: [CKF_USER_PIN_LOCKED] }",
        arguments: ["keys"]),
      Trouble(
        name: "pin-final-try", scenario: "appearance: { set_flags: [CKF_USER_PIN_FINAL_TRY] }",
        arguments: ["keys"]),
      Trouble(
        name: "pin-final-try-forced",
        scenario: "appearance: { set_flags: [CKF_USER_PIN_FINAL_TRY] }",
        arguments: ["keys", "verify", "--certificate", "r1.pem", "--force"], logins: 1),
      Trouble(
        name: "pin-locked-at-login",
        scenario: "faults: [{ function: C_Login, code: CKR_PIN_LOCKED, when: before }]",
        arguments: ["keys"], logins: 1),
      Trouble(
        name: "pin-not-set", scenario: "appearance: { clear_flags: [CKF_USER_PIN_INITIALIZED] }",
        arguments: ["keys"]),
      Trouble(
        name: "pin-bare-at-cloudhsm",
        scenario: """
          appearance: { library_manufacturer: "Amazon", manufacturer: "Marvell Semiconductors", \
          label: hsm1, model: CloudHSM }
          pin: { shape: user-and-password, malformed: CKR_ARGUMENTS_BAD }
          """,
        arguments: ["keys", "--vendor", "cloudhsm"]),
      Trouble(
        name: "mechanism-not-offered",
        scenario: "faults: [{ function: C_SignInit, code: CKR_MECHANISM_INVALID }]",
        arguments: ["keys", "verify", "--certificate", "r1.pem"], logins: 1),
      Trouble(
        name: "key-refuses-to-sign",
        scenario: "faults: [{ function: C_SignInit, code: CKR_KEY_FUNCTION_NOT_PERMITTED }]",
        arguments: ["keys", "verify", "--certificate", "r1.pem", "--label", "r1"], logins: 1),
      Trouble(
        name: "generate-mechanism-not-offered",
        scenario: "faults: [{ function: C_GenerateKeyPair, code: CKR_MECHANISM_INVALID }]",
        arguments: ["generate", "--label", "n"], logins: 1),
    ])
  func golden(_ trouble: Trouble) async throws {
    let fixture = try await TokenFixture.shared.value
    let scenario = "\(trouble.name).yaml"
    let counters = "\(trouble.name).json"
    try fixture.folder.write(
      trouble.scenario + "\ntoken: ca\ncounters_file: \(counters)\n", to: scenario)
    let arguments = trouble.arguments.map { $0 == "r1.pem" ? fixture.folder.path($0) : $0 }
    let run = try ChanceryRun(
      ["hsm"] + arguments + [
        "--module", try ChanceryRun.builtFile("libchancery-fault-module.so"),
        "--module-environment", "SOFTHSM2_CONF=\(fixture.folder.path("softhsm2.conf"))",
        "--module-environment", "CHANCERY_FAULT_SCENARIO=\(fixture.folder.path(scenario))",
        "--pin-file", fixture.folder.path("pin"),
      ])
    try await GoldenRun(run, folder: fixture.folder).mustBe(trouble.name)
    #expect(try logins(in: fixture.folder.text(of: counters)) == trouble.logins)
  }

  /// How many logins were tried, as the module counted them.
  private func logins(in counters: String) throws -> Int {
    struct Counters: Decodable {
      struct Function: Decodable {
        let calls: Int
      }

      let functions: [String: Function]
    }
    let counters = try JSONDecoder().decode(Counters.self, from: Data(counters.utf8))
    return counters.functions["C_Login"]?.calls ?? 0
  }
}
