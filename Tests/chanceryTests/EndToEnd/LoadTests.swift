import AsyncHTTPClient
import Foundation
import Glibc
import NIOCore
import NIOHTTP1
import Testing

@testable import chancery

@Suite("chancery load, as a process, on a chancery serve")
struct LoadTests {
  /// What is read of a result.
  private struct Report: Decodable {
    struct Second: Decodable {
      let arrivals: Int
      let done: Int
    }
    struct Step: Decodable {
      let name: String
      let count: Int
    }
    let certificates: Int
    let failed: Int
    let arrivals: Int
    let renewals: Int
    let server_errors: Int
    let driver_cpu_ms_per_certificate: Double
    let server_cpu_ms_per_certificate: Double?
    let steps: [Step]
    let timeline: [Second]
  }

  private struct Comparison: Decodable {
    struct Rival: Decodable {
      struct Slice: Decodable {
        let directory: String
      }
      let report: Report
      let ratio: Double
      let slices: [Slice]
    }
    let certificates: Int
    let against: Rival
  }

  @Test("An open loop by a file: all that was due came, some as renewals; a broken limit ends in 1")
  func scenario() async throws {
    try await withServer { authority, server, httpPort in
      try authority.folder.write(
        """
        server:
          directory: https://127.0.0.1:\(authority.acmePort)/directory
          ca_file: ca/issuers/root.pem
          http_port: \(httpPort)
          process: \(server.id)
        stages: [1s@10/s, 1s@10..30/s]
        spacing: even
        seed: 7
        accounts: 3
        name_pool: 6
        key_types: [p256, p384]
        renewals: 50%
        objectives: { errors: "<= 0", server_errors: "<= 0", p99_ms: "<= 60000" }
        """, to: "load.yaml")
      let options = [
        "load", "--scenario", authority.folder.path("load.yaml"), "--format", "json", "--html",
        authority.folder.path("load.html"), "--journal", authority.folder.path("journal"),
      ]
      let run = try ChanceryRun(options)
      #expect(try await run.exit() == 0, "\(run.standardError)")
      let report = try JSONDecoder().decode(Report.self, from: Data(run.standardOutput.utf8))
      #expect(report.certificates == 30)
      #expect(report.arrivals == 30)
      #expect(report.failed == 0)
      #expect((1...29).contains(report.renewals))
      #expect(report.timeline.map(\.arrivals).reduce(0, +) == 30)
      #expect(report.timeline.map(\.done).reduce(0, +) == 30)
      #expect(report.steps.first { $0.name == "from-due" }?.count == 30)
      let validations = report.steps.first { $0.name == "validation" }?.count ?? 0
      #expect((6...30).contains(validations))
      #expect(report.driver_cpu_ms_per_certificate > 0)
      #expect(report.server_cpu_ms_per_certificate ?? 0 > 0)
      #expect(authority.folder.text(of: "load.html").contains("</html>"))
      let journal = authority.folder.text(of: "journal").split(separator: "\n")
      #expect(journal.count { $0.contains("\"event\":\"finalize\"") } == 30)
      #expect(journal.count { $0.contains("\"replaces\":\"") } == report.renewals)

      let broken = try ChanceryRun(options + ["--objective", "certificates_per_second>=100000"])
      #expect(try await broken.exit() == 1)
      #expect(broken.standardOutput.contains("\"met\" : false"))
    }
  }

  @Test("Two servers take turns, and are told side by side")
  func comparison() async throws {
    try await withServer { authority, _, httpPort in
      let directory = "https://127.0.0.1:\(authority.acmePort)/directory"
      let run = try ChanceryRun([
        "load", "--directory", directory, "--ca-file", authority.rootFile, "--against",
        directory + "?second", "--against-ca-file", authority.rootFile, "--http-port",
        "\(httpPort)", "--certificates", "6", "--workers", "3", "--slices", "4", "--format", "json",
        "--objective", "ratio>=0.01",
      ])
      #expect(try await run.exit() == 0, "\(run.standardError)")
      let result = try JSONDecoder().decode(Comparison.self, from: Data(run.standardOutput.utf8))
      #expect(result.certificates == 12)
      #expect(result.against.report.certificates == 12)
      #expect(result.against.ratio > 0)
      #expect(
        result.against.slices.map(\.directory.count).map { $0 == directory.count ? "A" : "B" }
          == ["A", "B", "B", "A"])
    }
  }

  @Test("A scenario file that is wrong ends in 78, with file, line and key")
  func wrongFile() async throws {
    let folder = try ScratchFolder()
    try folder.write("directory: https://127.0.0.1/directory\nrat: 50\n", to: "load.yaml")
    let run = try ChanceryRun(["load", "--scenario", folder.path("load.yaml")])
    #expect(try await run.exit() == 78)
    #expect(
      run.standardError.contains("load.yaml:2: rat: This key is not known. Did you mean `rate`?"))
  }

  @Test("A file that asks for nothing is told as a file, not as an option that nobody typed")
  func impossibleFile() async throws {
    let folder = try ScratchFolder()
    try folder.write(
      "server: { directory: https://127.0.0.1:1/directory }\nrate: 0\nduration: 9s\n",
      to: "load.yaml")
    let run = try ChanceryRun(["load", "--scenario", folder.path("load.yaml")])
    #expect(try await run.exit() == 78)
    #expect(
      run.standardError
        == "chancery: \(folder.path("load.yaml")):2: rate: 0 is out of range. "
        + "Give 0.01 to 100000.\n")
  }

  private func withServer(
    _ body: (MadeAuthority, ChanceryRun, Int) async throws -> Void
  ) async throws {
    let httpPort = try LoopbackPort.free()
    let authority = try await MadeAuthority([
      "--demonstration", "--http-validation-port", "\(httpPort)",
    ])
    let server = try ChanceryRun(["serve", "--config", authority.configurationFile])
    let ready = try await eventually(within: .seconds(60)) { () async throws -> Bool? in
      let answer = try? await HTTPClient.shared.execute(
        HTTPClientRequest(
          url: "http://127.0.0.1:\(authority.operationsPort)/health/ready"), timeout: .seconds(5))
      return answer?.status == .ok || server.exitCode != nil ? true : nil
    }
    try #require(ready == true && server.exitCode == nil, "\(server.standardError)")
    try await body(authority, server, httpPort)
    kill(server.id, SIGTERM)
    #expect(try await server.exit(within: .seconds(30)) == 0, "\(server.standardError)")
  }
}
