import CapacityModel
import NIOHTTP1
import Testing

@testable import chancery

@Suite("chancery capacity --live")
struct LiveReaderTests {
  private func page(_ certificates: Int) -> String {
    """
    chancery_certificates_issued_total \(certificates)
    chancery_hsm_signatures_total{token="a"} \(certificates)
    chancery_hsm_lanes{token="a"} 1
    chancery_hsm_lanes_busy{token="a"} 1
    chancery_queue_jobs{class="normal"} 10
    process_cpu_seconds_total \(certificates)e-3

    """
  }

  private func observation(of scenes: [ScriptedServer.Scene]) async throws -> LiveObservation {
    let server = ScriptedServer(scenes)
    let url = try await server.start()
    defer { Task { try await server.stop() } }
    let reader = try #require(LiveReader(url))
    return try await reader.observation(for: .milliseconds(40))
  }

  @Test("It looks several times, and counts what happened in between")
  func watches() async throws {
    let seen = try await observation(
      of: (0...40).map { .answer(.ok, body: page(1000 + $0 * 10)) })
    #expect(seen.certificates == 200)
    #expect(abs(seen.processorSeconds - 0.2) < 1e-9)
    #expect(seen.busyShare == 1)
    #expect(seen.isSaturated)
  }

  @Test("Prediction and reality stand side by side, with the deviation")
  func comparison() throws {
    let pages = try [(0.0, 0), (10.0, 3234)].map {
      (seconds: $0.0, text: try MetricsText(page($0.1)))
    }
    var study = try GoldenCapacity.study(["--signatures-per-second", "330"])
    study.comparison = LiveComparison(try LiveObservation(pages), plan: study.plan)
    let row = try #require(study.comparison?.rows.first)
    #expect(row.figure == "certificates/s")
    let predicted = study.capacity.certificatesPerSecond
    #expect(row.predicted == predicted)
    #expect(abs((row.deviation ?? 1) - (323.4 / predicted - 1)) < 1e-9)
    #expect(study.text.contains("so these rates are what the CA can do"))
  }

  @Test(
    "What isn't a running CA is said to be none, in one line with a mend",
    arguments: [
      (.answer(.notFound), "answered 404"),
      (.answer(.ok, body: "<html>\n"), "is no page of metrics: line 1"),
      (.answer(.ok, body: "up 1\n"), "has no process_cpu_seconds_total"),
      (.answer(.ok, body: ""), "has no process_cpu_seconds_total"),
      (.drop, "can't be reached"),
    ] as [(ScriptedServer.Scene, String)])
  func others(scene: ScriptedServer.Scene, mention: String) async throws {
    await #expect {
      try await observation(of: Array(repeating: scene, count: 60))
    } throws: { error in
      let text = "\(error)"
      return text.contains(mention) && text.contains("http://127.0.0.1:14001")
        && !text.contains("\n")
    }
  }

  @Test("A CA that was started anew meanwhile is not taken for one that goes backwards")
  func restarted() async throws {
    await #expect {
      try await observation(
        of: [.answer(.ok, body: page(500))]
          + Array(repeating: .answer(.ok, body: page(3)), count: 60))
    } throws: { "\($0)".contains("started anew") }
  }

  @Test(
    "The URL may name the listener or its page",
    arguments: [
      ("http://127.0.0.1:14001", "http://127.0.0.1:14001/metrics"),
      ("http://127.0.0.1:14001/", "http://127.0.0.1:14001/metrics"),
      ("http://[::1]:14001/metrics", "http://[::1]:14001/metrics"),
    ])
  func url(text: String, url: String) {
    #expect(LiveReader(text)?.url == url)
  }

  @Test("What is no URL is refused", arguments: ["", "127.0.0.1:14001", "ftp://a", "http://"])
  func noURL(text: String) {
    #expect(LiveReader(text) == nil)
  }
}
