import Foundation
import Testing

@Suite("What chancery hsm prints, against a real SoftHSM")
struct OutputGoldenTests {
  @Test(
    arguments: [
      ("keys", ["keys"]), ("keys-json", ["keys", "--format", "json"]),
      ("slots", ["slots", "--token-label", "ca"]),
      ("slots-uninitialised", ["slots", "--slot", "1"]),
    ])
  func listing(name: String, arguments: [String]) async throws {
    let fixture = try await TokenFixture.shared.value
    let run = try ChanceryRun(["hsm"] + arguments + fixture.options())
    try await GoldenRun(run, folder: fixture.folder).mustBe(name)
  }

  @Test("--mechanisms shows all, with sizes and uses")
  func mechanisms() async throws {
    let fixture = try await TokenFixture.shared.value
    let run = try ChanceryRun(
      ["hsm", "slots", "--mechanisms", "--token-label", "ca"] + fixture.options(pin: nil))
    #expect(try await run.exit() == 0)
    let lines = run.standardOutput.split(separator: "\n")
      .map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.contains("CKM_ECDSA 112 to 521 sign, verify"))
    #expect(lines.contains("CKM_EC_KEY_PAIR_GEN 112 to 521 generate key pairs"))
  }

  @Test("As JSON the same is there for programs")
  func slotsAsJSON() async throws {
    struct Module: Decodable {
      struct Slot: Decodable {
        let token: [String: JSONValue]
        let state: [String: Bool]
        let mechanisms: [[String: JSONValue]]
      }

      let vendor: [String: String]
      let slots: [Slot]
    }
    enum JSONValue: Decodable, Equatable {
      case text(String)
      case other

      init(from decoder: any Decoder) throws {
        let text = try? decoder.singleValueContainer().decode(String.self)
        self = text.map(JSONValue.text) ?? .other
      }
    }
    let fixture = try await TokenFixture.shared.value
    let run = try ChanceryRun(
      ["hsm", "slots", "--format", "json", "--token-label", "ca"] + fixture.options(pin: nil))
    #expect(try await run.exit() == 0)
    let modules = try JSONDecoder().decode([Module].self, from: Data(run.standardOutput.utf8))
    let slot = try #require(modules.first?.slots.first)
    #expect(modules.first?.vendor["name"] == "softhsm")
    #expect(slot.token["label"] == .text("ca"))
    #expect(slot.state["initialised"] == true && slot.state["userPINLocked"] == false)
    #expect(slot.mechanisms.contains { $0["name"] == .text("CKM_ECDSA") })
  }

  @Test(
    "A configuration's tokens are looked at one by one, and one that fails hides no other",
    arguments: [
      ("config-keys", ["keys"]), ("config-token-unknown", ["keys", "--token", "frist"]),
      ("config-slots", ["slots", "--token", "first"]),
      ("config-several-tokens", ["generate", "--label", "n"]),
    ])
  func configuration(name: String, arguments: [String]) async throws {
    let fixture = try await TokenFixture.shared.value
    let run = try ChanceryRun(
      ["hsm"] + arguments + ["--config", fixture.folder.path("chancery.yaml")])
    try await GoldenRun(run, folder: fixture.folder).mustBe(name)
  }

  @Test(
    arguments: [
      ("verify", ["--label", "r1"]), ("verify-search", []), ("verify-json", ["--format", "json"]),
    ])
  func proof(name: String, arguments: [String]) async throws {
    let fixture = try await TokenFixture.shared.value
    let run = try ChanceryRun(
      ["hsm", "keys", "verify", "--certificate", fixture.folder.path("r1.pem")] + arguments
        + fixture.options())
    try await GoldenRun(run, folder: fixture.folder).mustBe(name)
  }

  @Test("generate writes files that openssl accepts, and nothing when it fails")
  func generate() async throws {
    let fixture = try await TokenFixture(withKeys: false)
    let arguments =
      ["hsm", "generate", "--label", "r1", "--id", "0a0b", "--key-type", "rsa-2048"]
      + ["--public-key", fixture.folder.path("r1.pub"), "--csr", fixture.folder.path("r1.csr")]
      + ["--subject", "CN=Root R1,O=Example\\, Org,C=US"]
    let refused = try ChanceryRun(arguments + fixture.options(pin: "wrong"))
    #expect(try await refused.exit() == 1)
    #expect(fixture.folder.text(of: "r1.pub").isEmpty)
    let run = try ChanceryRun(arguments + fixture.options())
    try await GoldenRun(run, folder: fixture.folder).mustBe("generate")
    let csr = try ChanceryRun(
      ["req", "-in", fixture.folder.path("r1.csr"), "-verify", "-noout", "-subject", "-nameopt"]
        + ["RFC2253"], program: "/usr/bin/openssl")
    #expect(try await csr.exit() == 0)
    #expect(csr.standardOutput.contains("subject=CN=Root R1,O=Example\\, Org,C=US"))
    #expect(csr.standardError.contains("verify OK"))
    let key = try ChanceryRun(
      ["pkey", "-pubin", "-in", fixture.folder.path("r1.pub"), "-noout", "-text"],
      program: "/usr/bin/openssl")
    #expect(try await key.exit() == 0)
    #expect(key.standardOutput.contains("Public-Key: (2048 bit)"))
  }
}
