import Testing

@testable import chancery

@Suite("Report of a load")
struct LoadReportTests {
  @Test("The text is a summary, an aligned table, the CPU, and the failures")
  func text() {
    let result = LoadResult(
      report: LoadSamples.report, rival: nil, seed: 7,
      objectives: ["p99_ms<=100", "errors<=0"].compactMap { Objective($0) }, isInterrupted: false)
    #expect(
      result.text == """
        1200 certificates in 4.00 s: 299.7 certificates/s with 8 workers, 3 failed

        step       count  p50 ms  p90 ms  p99 ms  p99.9 ms  max ms
        new-order   1203     1.2     5.0    12.5      90.0   130.0
        from-due    1200    26.0    40.0    80.2    1000.5  2001.5

        CPU for each certificate: 1.20 ms here, 2.40 ms in the server
        5 answers said 429 or 503, 1 of them not when to come back
        2 were told to wait; 50 % waited within 20 % of that, actual ÷ told: p50 1.00, p90 2.00

        failures:
          3 × urn:ietf:params:acme:error:dns: no address of a.test

        limits:
          kept    p99_ms <= 100: 80.25
          BROKEN  errors <= 0: 3
        """)
  }

  @Test("The JSON has the names that programs rely on")
  func json() throws {
    let result = LoadResult(
      report: LoadSamples.report, rival: nil, seed: 7,
      objectives: [Objective("errors<=0")].compactMap(\.self), isInterrupted: false)
    let lines = try result.json().split(separator: "\n").map {
      $0.drop(while: { $0 == " " }).replacing(" : ", with: ":")
    }
    #expect(
      lines.joined() == #"""
        {"arrivals":1203,"certificates":1200,"certificates_per_second":299.7,\#
        "directory":"https://ca.test/directory",\#
        "distribution":[{"count":1200,"from_us":26000,"to_us":80000}],\#
        "distribution_once_begun":[],"driver_cpu_ms_per_certificate":1.2,\#
        "errors":[{"count":3,\#
        "detail":"no address of a.test","type":"urn:ietf:params:acme:error:dns"}],"failed":3,\#
        "held_back":0,"interrupted":false,"longest_delay_ms":0,\#
        "objectives":[{"measured":3,"met":false,"objective":"errors <= 0"}],\#
        "refused":5,"refused_without_retry_after":1,"renewals":0,"seconds":4.004,"seed":7,\#
        "server_cpu_ms_per_certificate":2.4,"server_errors":0,\#
        "steps":[{"count":1203,"max_ms":130,"name":"new-order","p50_ms":1.25,"p90_ms":5,\#
        "p99_9_ms":90,"p99_ms":12.5},{"count":1200,"max_ms":2001.5,"name":"from-due","p50_ms":26,\#
        "p90_ms":40,"p99_9_ms":1000.5,"p99_ms":80.25}],\#
        "timeline":[{"arrivals":1203,"done":1200,"errors":3,"in_flight":0,"p50_ms":26,\#
        "p99_ms":80.25,"refused":5,"second":0}],\#
        "told_waits":{"actual_to_told_p10":1,"actual_to_told_p50":1,"actual_to_told_p90":2,\#
        "count":2,"share_within_20_percent":0.5,\#
        "waits":[{"actual_s":2,"told_s":2},{"actual_s":2,"told_s":1}]},"workers":8}
        """#)
  }

  @Test("Two servers stand side by side, with the ratio")
  func comparison() throws {
    let rival = RivalReport(
      first: LoadSamples.report, second: LoadSamples.report(certificates: 600),
      slices: [
        .init(directory: LoadSamples.report.directory, certificatesPerSecond: 300),
        .init(directory: "b", certificatesPerSecond: 150),
      ])
    #expect(rival.ratio == 2)
    #expect(rival.medianRatio == 2)
    let result = LoadResult(
      report: LoadSamples.report, rival: rival, seed: 7,
      objectives: [Objective("ratio>=1.5")].compactMap(\.self), isInterrupted: false)
    #expect(
      result.text.contains(
        "The first issued 2.00 times as many certificates a second, in the median of the turns 2.00 "
          + "times; turn by turn: 300.0, 150.0."))
    #expect(result.text.contains("kept    ratio >= 1.5: 2"))
    #expect(try result.json().contains("\"against\" : {"))
  }

  @Test(
    "A turn in which a server stood still does not decide the median",
    arguments: [
      ([300.0, 150, 100, 400, 0, 5], 4.0 as Double?), ([300, 150, 0, 400], nil),
      ([300, 0], nil), ([300], nil), ([], nil),
    ])
  func median(rates: [Double], expected: Double?) {
    let first = LoadSamples.report
    let slices = rates.enumerated().map { number, rate in
      RivalReport.Slice(
        directory: SliceOrder.isRivalsTurn(number) ? "b" : first.directory,
        certificatesPerSecond: rate)
    }
    #expect(RivalReport(first: first, second: first, slices: slices).medianRatio == expected)
  }

  @Test(
    "A run is good when all was got and all limits kept; who limits errors is judged by that",
    arguments: [
      (0, [], true), (1, [], false), (1, ["errors<=1"], true), (2, ["errors<=1"], false),
      (0, ["p99_ms<=1"], false), (1, ["p99_ms<=100"], false),
    ])
  func verdict(failed: Int, objectives: [String], isGood: Bool) {
    let result = LoadResult(
      report: LoadSamples.report(certificates: 10, failed: failed), rival: nil, seed: 1,
      objectives: objectives.compactMap { Objective($0) }, isInterrupted: false)
    #expect(result.isGood == isGood)
  }

  @Test("A run of no time has no rate, rather than an infinite one")
  func noTime() {
    let report = LoadSamples.report(certificates: 0, failed: 0, duration: .zero)
    #expect(report.certificatesPerSecond == 0)
    #expect(report.summary == "0 certificates in 0.00 s: 0.0 certificates/s with 8 workers")
  }
}
