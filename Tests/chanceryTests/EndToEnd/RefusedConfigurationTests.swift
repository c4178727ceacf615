import Foundation
import Glibc
import Testing

@Suite("Configurations that are refused, as a process")
struct RefusedConfigurationTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    let text: String
  }

  @Test(
    "config check names file, line, key and mend, and exits 78",
    arguments: [
      Fault(
        testDescription: "an unknown key", old: "profiles:", new: "profile:",
        text: "profile: This key is not known. Did you mean `profiles`?"
      ),
      Fault(
        testDescription: "a wrong type", old: "http_port: 80", new: "http_port: eighty",
        text:
          "validation.http_port: \"eighty\" is no whole number. Write a "
          + "number from 1 to 65535, as `http_port: 80`."),
      Fault(
        testDescription: "a missing file", old: "certificate_file: issuers/r1.pem",
        new: "certificate_file: issuers/r2.pem",
        text: "issuers[0].certificate_file: The file can't be read: "
          + "issuers/r2.pem does not exist. Create it, or name another file."),
      Fault(
        testDescription: "another's key", old: "issuers/r1.key", new: "issuers/root.key",
        text: "issuers[0].key.file: "
          + "The key in issuers/root.key does not belong to the certificate in issuers/r1.pem. "
          + "Name the key that the certificate was made for."),
    ])
  func refused(fault: Fault) async throws {
    let authority = try await MadeAuthority(["--software"])
    try authority.edit(fault.old, to: fault.new)
    let (code, text) = try await authority.refusal(of: ["config", "check"])
    let line = try authority.line(of: fault.new)
    #expect(code == 78)
    #expect(text == "chancery: chancery.yaml:\(line): \(fault.text)")
  }

  @Test("A PIN that others can read is refused by check and by serve")
  func readablePIN() async throws {
    let authority = try await MadeAuthority()
    chmod(authority.folder.path("ca/secrets/pin"), 0o644)
    for command in [["config", "check"], ["serve"]] {
      let (code, text) = try await authority.refusal(of: command)
      #expect(code == 78)
      #expect(
        text.hasSuffix(
          "hsm.tokens[0].pin_file: The secret can't be read: secrets/pin has mode 0644, so others "
            + "can get at the secret in it. Run `chmod 600 secrets/pin`."), "\(text)")
    }
  }

  @Test(
    "serve says in one line what of the token is wrong",
    arguments: [
      Fault(
        testDescription: "no such key", old: "label: r1 }", new: "label: r9 }",
        text: "issuers[0].key.label: no private key with label \"r9\" on token primary"),
      Fault(
        testDescription: "another key", old: "label: r1 }", new: "label: root }",
        text: "issuers[0].key.label: the private key with label \"root\" belongs to another "),
      Fault(
        testDescription: "no such token", old: "token_label: chancery", new: "token_label: other",
        text: "hsm.tokens[0].module: no token with label \"other\""),
      Fault(
        testDescription: "no such module", old: "/usr/lib/softhsm/", new: "/nonexistent/",
        text: "hsm.tokens[0].module: "),
    ])
  func token(fault: Fault) async throws {
    let authority = try await MadeAuthority()
    try authority.edit(fault.old, to: fault.new)
    let (code, text) = try await authority.refusal(of: ["serve"])
    #expect(code == 78)
    #expect(text.contains(fault.text), "\(text)")
    #expect(text.split(separator: "\n").count == 1, "\(text)")
  }

  @Test(
    "A port that is taken is told before anything is opened", arguments: ["acme", "operations"])
  func takenPort(listener: String) async throws {
    let authority = try await MadeAuthority(["--software"])
    let port = listener == "acme" ? authority.acmePort : authority.operationsPort
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    try #require(LoopbackPort.withAddress(port) { bind(socket, $0, $1) } == 0)
    try #require(listen(socket, 1) == 0)
    let run = try ChanceryRun(["serve", "--config", authority.configurationFile])
    #expect(try await run.exit() == 1)
    #expect(
      run.standardError
        == "chancery: The \(listener) listener can't listen on 127.0.0.1:\(port): another process "
        + "listens there. Stop what listens there, or choose another address or port under "
        + "listeners.\(listener).\n")
    #expect(try authority.folder.modes(in: "ca")["chancery.sqlite"] == nil)
  }
}
