import AsyncHTTPClient
import Foundation
import Glibc
import NIOPosix
import NIOSSL
import Testing

@testable import chancery

@Suite("Law 8: a wrong PIN is tried once, as a process", .timeLimit(.minutes(3)))
struct WrongPINTests {
  @Test("One C_Login over three starts of serve; then the operator acts, and what waited is issued")
  func triedOnce() async throws {
    let tokens = ChallengeTokens()
    let responder = try await ChallengeResponder(
      port: 0, tokens: tokens, group: MultiThreadedEventLoopGroup.singleton)
    let token = try await FaultyToken(
      options: ["--demonstration", "--http-validation-port", "\(responder.port)"])
    let authority = token.authority
    try token.write(pin: "wrong-pin")

    // Killed at once after its try, then ended in peace; neither lets the next one try again.
    for signal in [SIGKILL, SIGTERM] {
      let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
      let text = try await authority.awaitReadiness(false, mentioning: "parked", of: server)
      #expect(text.contains("PIN"))
      try await awaitLogins(token, .init(tried: 1, succeeded: 0, wrong: 1))
      kill(server.id, signal)
      _ = try await server.exit()
    }

    let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
    try await authority.awaitReadiness(false, mentioning: "parked", of: server)
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.trustRoots = .file(authority.rootFile)
    let http = HTTPClient(configuration: .init(tlsConfiguration: tls))
    do {
      let applicant = try await LiveApplicant(authority, http: http, tokens: tokens)
      // Accepted though nothing can sign, and kept (law 3).
      async let chain = applicant.order(["waiting.test"]).obtainChain()
      try await mend(token, server)
      #expect(try await chain.pem.contains("BEGIN CERTIFICATE"))
      try await http.shutdown()
    } catch {
      try await http.shutdown()
      throw error
    }
    await responder.stop()
    kill(server.id, SIGTERM)
    #expect(try await server.exit() == 0, "\(server.standardError)")
    #expect(server.standardError.contains("share=100 %"), "\(server.standardError)")
  }

  /// Looks at the parked token, tries in vain to unpark it, and corrects its PIN file.
  private func mend(_ token: FaultyToken, _ server: ChanceryRun) async throws {
    let authority = token.authority
    let backlog = try await eventually(within: .seconds(30)) { () async throws -> Bool? in
      let answer = await authority.readiness()
      return answer?.text.contains("\"1 jobs in the queue\"") == true ? true : nil
    }
    #expect(backlog == true)
    let status = try await token.administer(["status", "--format", "json"])
    #expect(status.exitCode == 1)
    #expect(status.standardOutput.contains("\"state\" : \"parked\""), "\(status.standardOutput)")
    #expect(token.logins.tried == 1)

    let unpark = try await token.administer(["unpark", "--token", "primary"])
    #expect(unpark.exitCode == 1)
    #expect(unpark.standardOutput.contains("primary: parked"), "\(unpark.standardOutput)")
    try await awaitLogins(token, .init(tried: 2, succeeded: 0, wrong: 2))

    try token.write(pin: token.pin)
    try await authority.awaitReadiness(of: server)
    try await awaitLogins(token, .init(tried: 3, succeeded: 1, wrong: 2))
    #expect(try await token.administer(["status"]).exitCode == 0)
  }

  /// The module writes its counters a moment later.
  private func awaitLogins(_ token: FaultyToken, _ expected: FaultyToken.Logins) async throws {
    _ = try await eventually(within: .seconds(10)) { token.logins == expected ? true : nil }
    #expect(token.logins == expected)
  }

  @Test("A login that a power cut ended is made once more, and after a second one none")
  func cutOff() async throws {
    let token = try await FaultyToken(scenario: "hangs: [{ function: C_Login, count: 9 }]\n")
    let authority = token.authority
    for attempt in 1...2 {
      let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
      let isTrying = try await eventually(within: .seconds(30)) { () async throws -> Bool? in
        let ledger = authority.folder.text(of: "ca/chancery.sqlite.logins")
        return ledger.contains("\"unfinished\" : \(attempt)") ? true : nil
      }
      #expect(isTrying == true, "\(server.standardError)")
      kill(server.id, SIGKILL)
      _ = try await server.exit()
    }
    try authority.folder.write("state_file: state.json\n", to: "ca/scenario.yaml")
    let tried = token.logins.tried
    let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
    try await authority.awaitReadiness(false, mentioning: "cut off", of: server)
    #expect(token.logins.tried == tried)
    #expect(try await token.administer(["unpark"]).exitCode == 0)
    try await authority.awaitReadiness(of: server)
    #expect(authority.folder.text(of: "ca/chancery.sqlite.logins").isEmpty)
    kill(server.id, SIGTERM)
    #expect(try await server.exit() == 0, "\(server.standardError)")
  }

  @Test("unpark and status say in one line that no serve runs, or which tokens there are")
  func refusals() async throws {
    let token = try await FaultyToken()
    let nobody = try await token.administer(["unpark"])
    #expect(nobody.exitCode == 1)
    #expect(
      nobody.standardError.hasPrefix("chancery: No serve runs on this database: nobody listens"))
    #expect(nobody.standardError.split(separator: "\n").count == 1)
    let server = try ChanceryRun(["serve", "--config", token.authority.configurationFile])
    try await token.authority.awaitReadiness(of: server)
    let unknown = try await token.administer(["unpark", "--token", "other"])
    #expect(unknown.exitCode == 1)
    #expect(
      unknown.standardError
        == "chancery: serve refused: no token is named \"other\"; there are \"primary\".\n")
    // A token that isn't parked is left alone.
    #expect(try await token.administer(["unpark"]).exitCode == 0)
    #expect(token.logins.tried <= 1)
    kill(server.id, SIGTERM)
    #expect(try await server.exit() == 0, "\(server.standardError)")
  }
}
