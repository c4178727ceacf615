import Testing

@testable import chancery

@Suite("Report of a load")
struct LoadReportTests {
  private let report = LoadReport(
    certificates: 1200, failed: 3, duration: .milliseconds(4004), workers: 8,
    steps: [
      .init(
        name: "new-order", count: 1203, p50InMilliseconds: 1.25, p99InMilliseconds: 12.5,
        maximumInMilliseconds: 130),
      .init(
        name: "whole", count: 1200, p50InMilliseconds: 26, p99InMilliseconds: 80.25,
        maximumInMilliseconds: 2001.5),
    ],
    errors: [
      .init(type: "urn:ietf:params:acme:error:dns", detail: "no address of a.test", count: 3)
    ])

  @Test("The text is an aligned table between a summary and the failures")
  func text() {
    #expect(
      report.text == """
        1200 certificates in 4.00 s: 299.7 certificates/s with 8 workers, 3 failed

        step       count  p50 ms  p99 ms  max ms
        new-order   1203     1.2    12.5   130.0
        whole       1200    26.0    80.2  2001.5

        failures:
          3 × urn:ietf:params:acme:error:dns: no address of a.test
        """)
  }

  @Test("The JSON has the names that programs rely on")
  func json() throws {
    let lines = try report.json().split(separator: "\n").map {
      $0.drop(while: { $0 == " " }).replacing(" : ", with: ":")
    }
    #expect(
      lines.joined() == #"""
        {"certificates":1200,"certificates_per_second":299.7,"errors":[{"count":3,\#
        "detail":"no address of a.test","type":"urn:ietf:params:acme:error:dns"}],"failed":3,\#
        "seconds":4.004,"steps":[{"count":1203,"max_ms":130,"name":"new-order","p50_ms":1.25,\#
        "p99_ms":12.5},{"count":1200,"max_ms":2001.5,"name":"whole","p50_ms":26,"p99_ms":80.25}],\#
        "workers":8}
        """#)
  }

  @Test("A run of no time has no rate, rather than an infinite one")
  func noTime() {
    let report = LoadReport(
      certificates: 0, failed: 0, duration: .zero, workers: 1, steps: [], errors: [])
    #expect(report.certificatesPerSecond == 0)
    #expect(
      report.text == "0 certificates in 0.00 s: 0.0 certificates/s with 1 worker")
  }

  @Test("Latencies are counted for each step, in the order of a certificate's way")
  func latencies() {
    let latencies = StepLatencies()
    for milliseconds in 1...100 { latencies.record(.milliseconds(milliseconds), for: .finalize) }
    latencies.record(.milliseconds(7), for: .newOrder)
    let summaries = latencies.summaries
    #expect(summaries.map(\.name) == ["new-order", "finalize"])
    #expect(summaries[1].count == 100)
    #expect(abs(summaries[1].p50InMilliseconds - 50) < 0.1)
    #expect(abs(summaries[1].p99InMilliseconds - 99) < 0.1)
    #expect(abs(summaries[1].maximumInMilliseconds - 100) < 0.1)
  }

  @Test("Failures are counted by type, most frequent first, with the first as the example")
  func tally() {
    let tally = LoadTally()
    for (type, detail) in [("a", "1"), ("b", "2"), ("b", "3")] {
      tally.began()
      tally.failed(type: type, detail: detail)
    }
    tally.began()
    tally.began()
    tally.succeeded()
    #expect(tally.counts == .init(done: 1, failed: 3, inFlight: 1))
    #expect(
      tally.failures == [
        .init(type: "b", detail: "2", count: 2), .init(type: "a", detail: "1", count: 1),
      ])
    #expect(
      LoadProgress.line(counts: tally.counts, wanted: 5, rate: 2.04)
        == "1 of 5 certificates, 2.0/s, 3 failed, 1 in flight")
  }
}
