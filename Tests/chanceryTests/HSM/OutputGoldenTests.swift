import Testing

@Suite("What chancery hsm prints, against a real SoftHSM")
struct OutputGoldenTests {
  @Test(
    arguments: [
      ("keys", ["keys"]), ("keys-json", ["keys", "--format", "json"]),
      ("slots", ["slots", "--token-label", "ca"]),
      ("slots-uninitialised", ["slots", "--slot", "1"]),
      ("slots-mechanisms", ["slots", "--token-label", "ca", "--mechanisms"]),
    ])
  func listing(name: String, arguments: [String]) async throws {
    let fixture = try await TokenFixture.shared.value
    let run = try ChanceryRun(["hsm"] + arguments + fixture.options())
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
