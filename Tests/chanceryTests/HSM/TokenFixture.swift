import Foundation

/// A SoftHSM of its own, with a token whose keys are right and wrong in all the ways that matter.
final class TokenFixture: Sendable {
  static let modulePath = "/usr/lib/softhsm/libsofthsm2.so"
  static let pin = "4711-secret"

  let folder: ScratchFolder

  struct ToolFailed: Error {
    let tool: String
    let text: String
  }

  /// One for all tests that change nothing in it.
  static let shared = Task { try await TokenFixture(withKeys: true) }

  init(withKeys: Bool) async throws {
    folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("tokens"), withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: folder.path("none"), withIntermediateDirectories: true)
    try writeConfiguration("softhsm2.conf", tokens: "tokens")
    try writeConfiguration("empty.conf", tokens: "none")
    try writeSecret(Self.pin, to: "pin")
    try writeSecret("0000-wrong", to: "wrong")
    try writeSecret("12", to: "short")
    try folder.write("This is no library.\n", to: "text.so")
    try folder.write(Self.configuration, to: "chancery.yaml")
    try await run(
      "/usr/bin/softhsm2-util",
      ["--init-token", "--free", "--label", "ca", "--so-pin", "87654321", "--pin", Self.pin])
    if withKeys { try await makeKeys() }
  }

  /// Two tokens, of which the second is gone.
  private static let configuration = """
    database: sqlite:chancery.sqlite
    hsm:
      tokens:
        - { name: first, module: \(modulePath), token_label: ca, pin_file: pin, environment: { \
    SOFTHSM2_CONF: ./softhsm2.conf } }
        - { name: second, module: \(modulePath), token_label: gone, pin_file: pin }
    issuers:
      - { name: r1, certificate_file: r1.pem, key: { tokens: [first], label: r1 } }

    """

  /// The options that lead to the token.
  func options(_ configuration: String = "softhsm2.conf", pin: String? = "pin") -> [String] {
    [
      "--module", Self.modulePath,
      "--module-environment", "SOFTHSM2_CONF=\(folder.path(configuration))",
    ] + (pin.map { ["--pin-file", folder.path($0)] } ?? [])
  }

  /// Runs a tool to its good end.
  func run(_ tool: String?, _ arguments: [String]) async throws {
    let run = try ChanceryRun(
      arguments, program: tool, environment: ["SOFTHSM2_CONF": folder.path("softhsm2.conf")])
    guard try await run.exit() == 0 else {
      throw ToolFailed(
        tool: ([tool ?? "chancery"] + arguments).joined(separator: " "),
        text: run.standardError + run.standardOutput)
    }
  }

  private func writeSecret(_ text: String, to name: String) throws {
    try folder.write(text + "\n", to: name)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.path(name))
  }

  private func writeConfiguration(_ name: String, tokens: String) throws {
    try folder.write(
      """
      directories.tokendir = \(folder.path(tokens))
      objectstore.backend = file
      log.level = ERROR

      """, to: name)
  }

  /// `r1` and `r2` as they should be with a certificate for `r1`; `exposed` and `nosign` as they should
  /// not; and a stranger's certificate.
  private func makeKeys() async throws {
    try await run(
      nil,
      ["hsm", "generate", "--label", "r1", "--id", "a1", "--subject", "CN=Root R1,O=Example Org"]
        + ["--csr", folder.path("r1.csr"), "--public-key", folder.path("r1.pub")] + options())
    try await run(
      nil,
      ["hsm", "generate", "--label", "r2", "--id", "a2", "--key-type", "rsa-2048"] + options())
    for (label, id, usage) in [
      ("nosign", "a3", ["--usage-decrypt"]), ("exposed", "a4", ["--usage-sign", "--extractable"]),
    ] {
      try await run(
        "/usr/bin/pkcs11-tool",
        ["--module", Self.modulePath, "--token-label", "ca", "--login", "--pin", Self.pin]
          + ["--keypairgen", "--key-type", "rsa:2048", "--label", label, "--id", id] + usage)
    }
    try await run(
      "/usr/bin/openssl",
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days"]
        + ["3", "-keyout", folder.path("other.key"), "-out", folder.path("other.pem")]
        + ["-subj", "/CN=Another Root"])
    try await run(
      "/usr/bin/openssl",
      ["x509", "-req", "-in", folder.path("r1.csr"), "-CA", folder.path("other.pem"), "-CAkey"]
        + [folder.path("other.key"), "-days", "3", "-out", folder.path("r1.pem")])
  }
}
