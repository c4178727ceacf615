import ReportPages

/// What is shown of a load while it runs.
struct LoadView: Sendable {
  let counts: LoadTally.Counts
  /// Of the last few seconds.
  let certificatesPerSecond: Double
  /// Of the last few seconds, in milliseconds; nil when no certificate came in them.
  let p50: Double?
  let p99: Double?
  let failures: [LoadReport.Failure]
  /// How many certificates there will be; nil when only time ends the run.
  let wanted: Int?

  /// A line that says all in short: where no lines can be redrawn.
  var line: String {
    "\(got), \(rate), \(counts.failed) failed, \(counts.inFlight) in flight\(latency)"
      + (counts.refused > 0 ? ", \(counts.refused) refused" : "")
  }

  /// Lines that are redrawn in place.
  ///
  /// - Parameter columns: How many characters fit into one.
  func lines(columns: Int) -> [String] {
    var lines = [
      "\(got), \(rate)\(latency)",
      "\(counts.inFlight) in flight"
        + (waiting > 0 ? ", \(waiting) due and not begun" : "") + ", \(counts.refused) refused"
        + ", \(counts.serverErrors) server errors, \(counts.failed) failed",
    ]
    lines += failures.prefix(4).map { "  \($0.count) × \($0.type): \($0.detail)" }
    return lines.map { $0.count < columns ? $0 : $0.prefix(max(columns - 2, 1)) + "…" }
  }

  private var got: String { "\(counts.done)\(wanted.map { " of \($0)" } ?? "") certificates" }

  private var rate: String { "\(Wording.decimal(certificatesPerSecond, 1))/s" }

  private var latency: String {
    guard let p50, let p99 else { return "" }
    return ", p50 \(Wording.latency(p50 * 1000)), p99 \(Wording.latency(p99 * 1000))"
  }

  /// How many are due and wait for others to end.
  private var waiting: Int { counts.arrivals - counts.done - counts.failed - counts.inFlight }
}

extension LoadView {
  init(_ measurements: LoadMeasurements, wanted: Int?) {
    let recent = measurements.recent
    self.init(
      counts: measurements.tally.counts, certificatesPerSecond: recent.certificatesPerSecond,
      p50: recent.p50, p99: recent.p99, failures: measurements.tally.failures, wanted: wanted)
  }
}
