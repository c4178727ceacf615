import ReportPages

@testable import chancery

/// Reports as they come of a run.
enum LoadSamples {
  static let report = report(certificates: 1200)

  /// One of several seconds, whose timeline can be drawn.
  static let longReport = report(certificates: 1200, lastSecond: 3)

  static func report(
    certificates: Int, failed: Int = 3, duration: Duration = .milliseconds(4004),
    lastSecond: Int = 0
  ) -> LoadReport {
    LoadReport(
      directory: "https://ca.test/directory",
      counts: .init(
        arrivals: certificates + failed, done: certificates, failed: failed, refused: 5,
        refusedWithoutRetryAfter: 1),
      duration: duration, arrivals: .closed(workers: 8, certificates: certificates, duration: nil),
      driverTime: .milliseconds(1440), serverTime: .milliseconds(2880),
      steps: [
        step("new-order", 1203, [1.25, 5, 12.5, 90, 130]),
        step("from-due", 1200, [26, 40, 80.25, 1000.5, 2001.5]),
      ],
      errors: [
        .init(
          type: "urn:ietf:params:acme:error:dns", detail: "no address of a.test", count: failed)
      ],
      seconds: (0...lastSecond).map {
        .init(
          second: $0, arrivals: certificates + failed, done: certificates, refused: 5,
          errors: failed, p50: 26, p99: 80.25)
      },
      toldWaits: ToldWaits([
        .init(told: .seconds(2), actual: .seconds(2)),
        .init(told: .seconds(1), actual: .seconds(2)),
      ]),
      distribution: [LatencyBin(from: 26_000, to: 80_000, count: 1200)],
      distributionOnceBegun: [])
  }

  private static func step(_ name: String, _ count: Int, _ values: [Double]) -> LoadReport.Step {
    .init(
      name: name, count: count, p50InMilliseconds: values[0], p90InMilliseconds: values[1],
      p99InMilliseconds: values[2], p999InMilliseconds: values[3],
      maximumInMilliseconds: values[4])
  }
}
