import Foundation
import Glibc
import Testing

@Suite("Law 10: secrets stay out, as a process", .timeLimit(.minutes(3)))
struct SecretsStayOutTests {
  struct Scenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let spelling: @Sendable (String) -> String
  }

  @Test(
    "No PIN is in logs at trace level, answers, process lists, the database or what lies beside it",
    arguments: [
      Scenario(testDescription: "a bare PIN", text: "", spelling: { $0 }),
      Scenario(
        testDescription: "user:password", text: "pin: { shape: user-and-password }\n",
        spelling: { "crypto_user:\($0)" }),
      Scenario(
        testDescription: "key id and password", text: "pin: { shape: key-id-and-password }\n",
        spelling: { "0001\($0)" }),
      Scenario(
        testDescription: "a token that fails each second signature",
        text: "faults: [{ function: C_Sign, code: CKR_DEVICE_ERROR, rate: 0.5 }]\n",
        spelling: { $0 }),
    ])
  func secrets(scenario: Scenario) async throws {
    let token = try await FaultyToken(scenario: scenario.text, spelling: scenario.spelling)
    let authority = token.authority
    let wrong = scenario.spelling("not-the-pin-at-all-\(UUID())")
    let right = token.pin
    try token.write(pin: wrong)
    let server = try ChanceryRun([
      "serve", "--config", authority.configurationFile, "--log-level", "trace",
    ])
    var outputs = [
      "readiness while parked": try await authority.awaitReadiness(
        false, mentioning: "parked", of: server),
      "status while parked": try await output(of: token, "status", "--format", "json"),
      "unpark": try await output(of: token, "unpark"),
    ]
    try outputs.merge(process(server.id)) { $1 }
    try outputs.merge(files(of: authority)) { $1 }
    try token.write(pin: right)
    _ = try await eventually(within: .seconds(30)) { token.logins.succeeded > 0 ? true : nil }
    #expect(token.logins.succeeded > 0)
    outputs["status"] = try await output(of: token, "status")
    for (name, text) in try process(server.id) { outputs["\(name), signing"] = text }
    kill(server.id, SIGTERM)
    _ = try await server.exit()
    outputs["log"] = server.standardError
    outputs["standard output"] = server.standardOutput
    for (name, text) in try files(of: authority) { outputs["\(name), at the end"] = text }

    // What follows would prove nothing if there were nothing to look at.
    #expect(outputs["log"]?.isEmpty == false)
    #expect(outputs.keys.contains { $0.hasPrefix("chancery.sqlite") })
    for secret in [wrong, right, String(right.suffix(20))] {
      for (name, text) in outputs {
        #expect(!text.contains(secret), "\(name)")
      }
    }
  }

  private func output(of token: FaultyToken, _ words: String...) async throws -> String {
    let run = try await token.administer(words)
    return run.standardOutput + run.standardError
  }

  /// The arguments and environment of a process and its children, as everybody's `ps` shows them.
  private func process(_ id: pid_t) throws -> [String: String] {
    var found: [String: String] = [:]
    for process in [id] + children(of: id) {
      for name in ["cmdline", "environ"] {
        let data = try Data(contentsOf: URL(filePath: "/proc/\(process)/\(name)"))
        found["\(name) of \(process)"] = String(decoding: data, as: UTF8.self)
      }
    }
    return found
  }

  private func children(of id: pid_t) -> [pid_t] {
    let text =
      (try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { pid_t($0) }
  }

  /// Everything in the authority's folder but what is secret by purpose.
  private func files(of authority: MadeAuthority) throws -> [String: String] {
    var found: [String: String] = [:]
    for name in try authority.folder.modes(in: "ca").keys {
      let isSecret = ["secrets", "tokens", "tls/server.key"].contains { name.hasPrefix($0) }
      let url = URL(filePath: authority.folder.path("ca/\(name)"))
      guard !isSecret, let data = try? Data(contentsOf: url) else { continue }
      found[name] = String(decoding: data, as: UTF8.self)
    }
    return found
  }
}
