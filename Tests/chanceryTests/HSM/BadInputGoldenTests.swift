import Foundation
import Testing

/// Each wrong word, file and key has a sentence and an exit code of its own.
@Suite("Bad input to chancery hsm, against a real SoftHSM")
struct BadInputGoldenTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: @Sendable (TokenFixture) -> [String]

    init(_ name: String, _ arguments: @escaping @Sendable (TokenFixture) -> [String]) {
      self.name = name
      self.arguments = arguments
    }

    var testDescription: String { name }
  }

  @Test(arguments: usage + modules + tokens + pins + keys + generation)
  func golden(_ input: Case) async throws {
    let fixture = try await TokenFixture.shared.value
    let run = try ChanceryRun(["hsm"] + input.arguments(fixture))
    let golden = try await GoldenRun(run, folder: fixture.folder)
    for secret in [TokenFixture.pin, "0000-wrong", "9876"] {
      #expect(!golden.text.contains(secret))
    }
    try golden.mustBe(input.name)
  }

  /// On a token of its own, which remembers the wrong try.
  @Test("A wrong PIN is tried once, and the token's flags tell of it")
  func wrongPIN() async throws {
    let fixture = try await TokenFixture(withKeys: false)
    let run = try ChanceryRun(["hsm", "keys"] + fixture.options(pin: "wrong"))
    let golden = try await GoldenRun(run, folder: fixture.folder)
    #expect(!golden.text.contains("0000-wrong"))
    try golden.mustBe("pin-wrong")
    let slots = try ChanceryRun(["hsm", "slots", "--token-label", "ca"] + fixture.options())
    #expect(try await slots.exit() == 0)
    #expect(slots.standardOutput.contains("a wrong one was tried since the last login"))
  }

  static let usage = [
    Case("usage-no-module") { _ in ["slots"] },
    Case("usage-pin-argument") { $0.options(pin: nil) + ["--pin", "9876"] }.under("keys"),
    Case("usage-two-selections") {
      $0.options() + ["--token-label", "ca", "--slot", "1"]
    }.under("keys"),
    Case("usage-two-pins") { $0.options() + ["--pin-env", "X"] }.under("keys"),
    Case("usage-configuration-and-module") {
      $0.options() + ["--config", "chancery.yaml"]
    }.under("keys"),
    Case("usage-token-without-configuration") { $0.options() + ["--token", "a"] }.under("keys"),
    Case("usage-vendor") { $0.options() + ["--vendor", "thales"] }.under("keys"),
    Case("usage-variable") { _ in ["slots", "--module", "m.so", "--module-environment", "X"] },
    Case("usage-id") {
      ["keys", "verify"] + $0.options() + ["--certificate", "c", "--id", "xyz"]
    },
    Case("usage-csr-without-subject") {
      ["generate"] + $0.options() + ["--label", "n", "--csr", "n.csr"]
    },
    Case("usage-subject") {
      ["generate"] + $0.options() + ["--label", "n", "--csr", "n.csr", "--subject", "Example"]
    },
  ]

  static let modules = [
    Case("module-shows-no-token") { _ in ["keys", "--module", Self.withoutTokens] },
    Case("module-missing") { _ in ["slots", "--module", "/nonexistent/libhsm.so"] },
    Case("module-no-library") { ["slots", "--module", $0.folder.path("text.so")] },
    Case("module-without-function-list") { _ in ["slots", "--module", "libm.so.6"] },
  ]

  static let tokens = [
    Case("token-label-near") { $0.options() + ["--token-label", "CA"] }.under("keys"),
    Case("token-label-far") { $0.options() + ["--token-label", "luna-1"] }.under("keys"),
    Case("token-serial") { $0.options() + ["--serial", "x"] }.under("keys"),
    Case("token-none-initialised") { $0.options("empty.conf") }.under("keys"),
    Case("token-none-so-labelled") {
      $0.options("empty.conf") + ["--token-label", "ca"]
    }.under("keys"),
  ]

  static let pins = [
    Case("pin-no-terminal") { $0.options(pin: nil) }.under("keys"),
    Case("pin-variable-missing") {
      $0.options(pin: nil) + ["--pin-env", "CHANCERY_NO_SUCH_PIN"]
    }.under("keys"),
    Case("pin-file-missing") { $0.options(pin: "nosuch") }.under("keys"),
    Case("pin-shape") { $0.options(pin: "short") }.under("keys"),
  ]

  static let keys = [
    verify("key-missing-near", "r1.pem", ["--label", "R1"]),
    verify("key-missing-far", "r1.pem", ["--label", "intermediate"]),
    verify("key-id-missing", "r1.pem", ["--id", "0102"]),
    verify("key-of-another", "other.pem", ["--label", "r1"]),
    verify("key-of-nobody", "other.pem", []),
    verify("key-of-another-type", "r1.pem", ["--label", "r2"]),
    verify("certificate-missing", "nosuch.pem", []),
    verify("certificate-unreadable", "text.so", []),
  ]

  static let generation = [
    Case("generate-label-taken") { ["generate", "--label", "r1"] + $0.options() },
    Case("generate-id-taken") { ["generate", "--label", "n", "--id", "a1"] + $0.options() },
    Case("generate-file-exists") {
      ["generate", "--label", "n", "--public-key", $0.folder.path("r1.pub")] + $0.options()
    },
    Case("generate-folder-missing") {
      ["generate", "--label", "n", "--public-key", $0.folder.path("no/n.pub")] + $0.options()
    },
  ]

  /// p11-kit's client without a server: a module that initialises and has no slots.
  private static let withoutTokens =
    ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/pkcs11/p11-kit-client.so" }
    .first { FileManager.default.fileExists(atPath: $0) } ?? "p11-kit-client.so"

  private static func verify(
    _ name: String, _ certificate: String, _ options: [String]
  ) -> Case {
    Case(name) {
      ["keys", "verify", "--certificate", $0.folder.path(certificate)] + options
        + $0.options()
    }
  }
}

extension BadInputGoldenTests.Case {
  /// The same, under a subcommand.
  fileprivate func under(_ command: String) -> BadInputGoldenTests.Case {
    BadInputGoldenTests.Case(name) { [command] + arguments($0) }
  }
}
