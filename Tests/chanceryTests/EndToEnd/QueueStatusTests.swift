import Foundation
import Glibc
import Testing

@Suite("chancery admin queue status, of a running CA", .timeLimit(.minutes(1)))
struct QueueStatusTests {
  private struct Status: Decodable {
    struct Depth: Decodable {
      let queueClass: String
      let jobs: Int
      let waitSeconds: Double?
    }

    let depths: [Depth]
    let jobsPerSecond: Double?
    let outageSeconds: Double?
  }

  @Test("shows the drain rate and the wait of each class, as text and as JSON")
  func shown() async throws {
    let authority = try await MadeAuthority()
    let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
    try await authority.awaitReadiness(of: server)
    let words = ["admin", "queue", "status", "--config", authority.configurationFile]

    let text = try ChanceryRun(words)
    #expect(try await text.exit() == 0)
    let lines = text.standardOutput.split(separator: "\n")
    #expect(lines.first?.hasSuffix("next waits") == true, "\(text.standardOutput)")
    #expect(
      lines.contains {
        $0.hasSuffix("certificates a second can be issued, as far as was measured.")
      })

    let json = try ChanceryRun(words + ["--format", "json"])
    #expect(try await json.exit() == 0)
    let status = try JSONDecoder().decode(Status.self, from: Data(json.standardOutput.utf8))
    #expect(status.depths.map(\.queueClass) == ["renewal", "normal", "bulk"])
    let rate = try #require(status.jobsPerSecond)
    #expect(status.outageSeconds == nil)
    for depth in status.depths {
      // Nobody waits, so each would wait for itself alone.
      #expect(depth.jobs == 0)
      #expect(abs(try #require(depth.waitSeconds) * rate - 1) < 0.001)
    }
    kill(server.id, SIGTERM)
    #expect(try await server.exit() == 0)
  }
}
