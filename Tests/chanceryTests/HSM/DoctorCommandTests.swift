import Foundation
import Testing

/// `chancery hsm doctor` as a process, against real modules and the fault module.
@Suite("chancery hsm doctor, as a process")
struct DoctorCommandTests {
  @Test("A file that is no library, one that was cut short, a library that is no module")
  func files() async throws {
    let folder = try ScratchFolder()
    try folder.write("no library\n", to: "text.so")
    let soft = try Data(contentsOf: URL(filePath: DoctorToken.softHSM))
    try soft.prefix(20_000).write(to: URL(filePath: folder.path("cut.so")))
    for (name, module) in [
      ("text-file", folder.path("text.so")), ("cut-short", folder.path("cut.so")),
      ("no-such-file", folder.path("none.so")), ("directory", folder.path()),
      ("no-pkcs11", "/lib/x86_64-linux-gnu/libm.so.6"),
    ] {
      let outcome = try await DoctorToken.diagnosis(["--module", module], in: folder)
      #expect(outcome.code == 1)
      try DoctorToken.texts.expect(outcome.text, named: name)
    }
  }

  @Test("A real SoftHSM token with a key is found to be in order, and the JSON says so")
  func clean() async throws {
    let token = try await DoctorToken(pin: "12345678")
    try await token.generate(label: "r1")
    let outcome = try await token.diagnosis(pin: "12345678")
    #expect(outcome.code == 0)
    try DoctorToken.texts.expect(outcome.text, named: "softhsm-clean")
    let json = try await token.diagnosis(pin: "12345678", ["--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any]
    #expect(object?["clean"] as? Bool == true)
  }

  @Test("A wrong PIN, a near label, a missing key and a token that lacks them, on SoftHSM")
  func faults() async throws {
    let token = try await DoctorToken(pin: "12345678")
    try await token.generate(label: "r1")
    for (name, pin, options) in [
      ("softhsm-wrong-pin", "87654321", []),
      ("softhsm-short-pin", "12", []),
      ("softhsm-wrong-label", "12345678", ["--token-label", "Ca"]),
      ("softhsm-missing-key", "12345678", ["--key-label", "r2"]),
    ] {
      let outcome = try await token.diagnosis(pin: pin, options)
      #expect(outcome.code == 1)
      try DoctorToken.texts.expect(outcome.text, named: name)
    }
  }

  @Test("A reader that goes away, as head does, changes nothing in the verdict")
  func readerGoesAway() async throws {
    let folder = try ScratchFolder()
    try folder.write("no library\n", to: "text.so")
    let run = try ChanceryRun(
      [
        "-c", "set -o pipefail; \"$0\" hsm doctor --module \"$1\" | true",
        try ChanceryRun.program(), folder.path("text.so"),
      ], program: "/bin/bash")
    #expect(try await run.exit() == 1)
    #expect(run.standardError == "")
  }

  @Test("SoftHSM whose configuration isn't there: that is the first cause")
  func noConfiguration() async throws {
    let folder = try ScratchFolder()
    let outcome = try await DoctorToken.diagnosis(
      [
        "--module", DoctorToken.softHSM, "--module-environment",
        "SOFTHSM2_CONF=\(folder.path("none.conf"))",
      ], in: folder)
    #expect(outcome.code == 1)
    try DoctorToken.texts.expect(outcome.text, named: "softhsm-no-configuration")
  }

  @Test(
    "Each vendor's accident is named before a wrong login was sent, and is gone when mended",
    arguments: [
      ("cloudhsm-sdk5", "USER:PASSWORD", "crypto:12345678"),
      ("cloudhsm-sdk3", "USER:PASSWORD", "crypto:12345678"),
      ("yubihsm", "four hexadecimal digits", "000112345678"),
    ])
  func vendorAccident(scenario: String, mention: String, mended: String) async throws {
    let token = try await DoctorToken(pin: "12345678", scenario: scenario)
    try await token.generate(label: "r1")
    let outcome = try await token.diagnosis(pin: "zyxwvuts")
    #expect(outcome.code == 1)
    #expect(outcome.text.split(separator: "\n").last?.contains(mention) == true)
    #expect(!outcome.text.contains("zyxwvuts"))
    #expect(try token.calls(of: "C_Login") == 0)
    try DoctorToken.texts.expect(outcome.text, named: "\(scenario)-bare-pin")
    let clean = try await token.diagnosis(pin: mended)
    #expect(clean.code == 0)
    try DoctorToken.texts.expect(clean.text, named: "\(scenario)-mended")
    #expect(try token.calls(of: "C_Login") == 1)
  }

  @Test("Luna and a proxy: recognised, and in order", arguments: ["luna", "pkcs11-proxy"])
  func otherVendors(scenario: String) async throws {
    let token = try await DoctorToken(pin: "12345678", scenario: scenario)
    try await token.generate(label: "r1")
    let outcome = try await token.diagnosis(pin: "12345678")
    #expect(outcome.code == 0)
    try DoctorToken.texts.expect(outcome.text, named: "\(scenario)-clean")
  }

  @Test("A lost device, a locked PIN and a refused mechanism, each in its vendor's words")
  func vendorFaults() async throws {
    for (name, scenario, change) in [
      ("luna-lost", "luna", "device_lost: { after: 0s, code: 0x8000001f }"),
      (
        "pkcs11-proxy-restarted", "pkcs11-proxy",
        "faults: [{ function: C_Sign, code: CKR_SESSION_HANDLE_INVALID }]"
      ),
      (
        "mechanism-refused", "luna",
        "faults: [{ function: C_SignInit, code: CKR_MECHANISM_INVALID }]"
      ),
      ("luna-locked", "luna", "faults: [{ function: C_Login, code: 0x80000007 }]"),
    ] {
      let token = try await DoctorToken(pin: "12345678", scenario: scenario)
      try await token.generate(label: "r1")
      try token.change(change)
      let outcome = try await token.diagnosis(pin: "12345678")
      #expect(outcome.code == 1)
      try DoctorToken.texts.expect(outcome.text, named: name)
    }
  }

  @Test(
    "A module that hangs doesn't keep the command from ending",
    arguments: ["C_Initialize", "C_OpenSession", "C_Login", "C_Sign"])
  func hanging(function: String) async throws {
    let token = try await DoctorToken(pin: "12345678", scenario: "luna")
    try await token.generate(label: "r1")
    try token.change("hangs: [{ function: \(function), for: 1h }]")
    let outcome = try await token.diagnosis(pin: "12345678", ["--answer-within", "1s"])
    #expect(outcome.code == 1)
    #expect(
      outcome.text.contains("no answer after 1 s: the module hangs in \(function)"),
      "\(outcome.text)")
    try DoctorToken.texts.expect(outcome.text, named: "hangs-in-\(function)")
  }

  @Test("Every token of a configuration, its key against its certificate")
  func configuration() async throws {
    let authority = try await MadeAuthority()
    let run = try ChanceryRun(["hsm", "doctor", "--config", authority.configurationFile])
    #expect(try await run.exit() == 0)
    try DoctorToken.texts.expect(
      DoctorToken.normalised(run.standardOutput, folder: authority.folder),
      named: "configuration-clean")
    try authority.edit("label: r1", to: "label: root")
    let other = try ChanceryRun(["hsm", "doctor", "--config", authority.configurationFile])
    #expect(try await other.exit() == 1)
    try DoctorToken.texts.expect(
      DoctorToken.normalised(other.standardOutput, folder: authority.folder),
      named: "configuration-other-key")
  }
}
