import Foundation
import Testing

@testable import chancery

@Suite("chancery capacity --live, beside a CA that issues")
struct LiveAuthorityTests {
  private struct Document: Decodable {
    struct Live: Decodable {
      struct Row: Decodable {
        let figure: String
        let actual: Double
      }
      let rows: [Row]
    }
    let live: Live
  }

  @Test("The CA's own counters say what a certificate took")
  func counts() async throws {
    let port = try LoopbackPort.free()
    let authority = try await MadeAuthority(
      ["--demonstration", "--http-validation-port", "\(port)"])
    let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
    try await authority.awaitReadiness(of: server)
    let load = try ChanceryRun([
      "load", "--directory", "https://127.0.0.1:\(authority.acmePort)/directory", "--ca-file",
      authority.rootFile, "--certificates", "100000", "--workers", "4", "--http-port", "\(port)",
    ])
    let run = try ChanceryRun([
      "capacity", "--config", authority.configurationFile, "--signatures-per-second", "20000",
      "--live", "http://127.0.0.1:\(authority.operationsPort)", "--pause", "4s", "--format", "json",
    ])
    #expect(try await run.exit() == 0, "\(run.standardError)")
    kill(load.id, SIGKILL)
    let rows = try JSONDecoder().decode(Document.self, from: Data(run.standardOutput.utf8)).live
      .rows
    let actual = { (figure: String) in rows.first { $0.figure == figure }?.actual }
    #expect((actual("certificates/s") ?? 0) > 0, "\(load.standardError)")
    // Those that were under way at either end count on one side only.
    let signatures = try #require(actual("signatures a certificate"))
    #expect((0.5...2).contains(signatures))
    #expect((actual("lanes") ?? 0) == 8)
    #expect((actual("CPU ms a certificate") ?? 0) > 0)
    #expect((actual("SQL statements a certificate") ?? 0) > 0)
    kill(server.id, SIGTERM)
    _ = try await server.exit()
  }
}
