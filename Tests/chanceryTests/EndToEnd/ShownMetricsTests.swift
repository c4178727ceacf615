import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import Telemetry
import Testing

@Suite("/metrics of chancery serve, as a process")
struct ShownMetricsTests {
  /// What is there only once it has happened.
  private static let rare: [Metric] = [.hsmErrors, .lintFindings, .acmeRequests]

  @Test("shows every metric that docs/metrics.md explains, and the version that --version says")
  func allMetrics() async throws {
    let authority = try await MadeAuthority()
    let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
    try await authority.awaitReadiness(of: server)
    let text = try await get("metrics", of: authority)
    let missing = MetricCatalogue.metrics.filter {
      !text.contains("# TYPE \($0.name) \($0.kind.name)\n") && !Self.rare.contains($0)
    }
    #expect(missing.map(\.name) == [])
    let version = try ChanceryRun(["--version"])
    #expect(try await version.exit() == 0)
    let number = version.standardOutput.split(separator: "\n").first ?? ""
    #expect(text.contains("\nchancery_build_info{version=\"\(number)\"} 1\n"))
    #expect(text.contains("\nchancery_token_ready{token=\"primary\"} 1\n"))
    #expect(text.contains("\nchancery_queue_jobs{class=\"normal\"} 0\n"))
    kill(server.id, SIGTERM)
    #expect(try await server.exit() == 0)
  }

  private func get(_ path: String, of authority: MadeAuthority) async throws -> String {
    let url = "http://127.0.0.1:\(authority.operationsPort)/\(path)"
    let answer = try await HTTPClient.shared.execute(
      HTTPClientRequest(url: url), timeout: .seconds(10))
    #expect(
      answer.headers.first(name: "Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
    return String(buffer: try await answer.body.collect(upTo: 1 << 20))
  }
}
