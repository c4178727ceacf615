import Foundation
import SwiftASN1
import Testing
import X509

@Suite("chancery init, as a process")
struct InitializeTests {
  @Test("A CA on SoftHSM: all files, secrets for their owner alone, and a sound configuration")
  func token() async throws {
    let authority = try await MadeAuthority()
    let modes = try authority.folder.modes(in: "ca")
    for file in ["secrets/pin", "secrets/so-pin", "tls/server.key"] {
      #expect(modes[file] == 0o600, "\(file)")
    }
    for folder in ["secrets", "issuers", "tls", "tokens"] {
      #expect(modes[folder] == 0o700, "\(folder)")
    }
    #expect(modes["issuers/r1.key"] == nil)
    for (file, mode) in modes where file.hasPrefix("tokens/") {
      #expect(mode & 0o077 == 0, "\(file)")
    }
    let check = try ChanceryRun(["config", "check", "--config", authority.configurationFile])
    #expect(try await check.exit() == 0, "\(check.standardError)")
    #expect(check.standardOutput.contains("chancery hsm doctor --config"))
    let pin = authority.folder.text(of: "ca/secrets/pin").dropLast()
    #expect(!authority.folder.text(of: "ca/chancery.yaml").contains(pin))
  }

  @Test("Keys in files: for their owner alone")
  func software() async throws {
    let authority = try await MadeAuthority(["--software"])
    let modes = try authority.folder.modes(in: "ca")
    for file in ["issuers/root.key", "issuers/r1.key", "tls/server.key"] {
      #expect(modes[file] == 0o600, "\(file)")
    }
    let check = try ChanceryRun(["config", "check", "--config", authority.configurationFile])
    #expect(try await check.exit() == 0, "\(check.standardError)")
    #expect(!check.standardOutput.contains("hsm doctor"))
  }

  @Test(
    "Each type of key is made in the token and certified",
    arguments: [
      ("ecdsa-p256", "P256"), ("ecdsa-p384", "P384"), ("rsa-2048", "RSA2048"),
      ("rsa-3072", "RSA3072"), ("rsa-4096", "RSA4096"),
    ])
  func keyType(option: String, description: String) async throws {
    let authority = try await MadeAuthority(["--key-type", option])
    for file in ["ca/issuers/root.pem", "ca/issuers/r1.pem"] {
      let certificate = try Certificate(pemEncoded: authority.folder.text(of: file))
      #expect("\(certificate.publicKey)".hasPrefix(description))
    }
  }

  @Test("A directory that holds something is refused and left as it was")
  func notEmpty() async throws {
    let folder = try ScratchFolder()
    try folder.write("mine", to: "note")
    let run = try ChanceryRun(["init", folder.path()])
    #expect(try await run.exit() == 1)
    #expect(
      run.standardError
        == "chancery: \(folder.path()) is there already and is not empty. Choose another directory; "
        + "nothing was changed.\n")
    #expect(try folder.modes(in: "").keys.sorted() == ["note"])
    #expect(folder.text(of: "note") == "mine")
  }

  @Test(
    "When the token can't be made, nothing is left",
    arguments: [
      ("/nonexistent.so", "there is no PKCS #11 module at /nonexistent.so"),
      ("/etc/passwd", "/etc/passwd cannot be loaded as a PKCS #11 module"),
    ])
  func noToken(module: String, mention: String) async throws {
    let folder = try ScratchFolder()
    let run = try ChanceryRun(["init", folder.path("ca"), "--pkcs11-module", module])
    #expect(try await run.exit() == 1)
    #expect(run.standardError.contains(mention))
    #expect(run.standardError.split(separator: "\n").count == 1)
    #expect(try folder.modes(in: "").isEmpty)
  }
}
