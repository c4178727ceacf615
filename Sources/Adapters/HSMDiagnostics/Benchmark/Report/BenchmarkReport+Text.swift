import ReportPages

extension BenchmarkReport {
  /// The report for people: what was measured, the table, what it means.
  package var text: String {
    var lines = [
      "\(context.keyType), \(context.mechanism), key \(context.key)",
      "token \"\(context.token)\" (\(context.vendor), firmware \(context.firmware)) "
        + "by \(context.module)",
    ]
    if context.path == .pool { lines += ["through the CA's pool of sessions, queueing included"] }
    lines += [""] + table
    if let conclusion { lines += [""] + conclusion.sentences }
    if !notes.isEmpty { lines += [""] + notes }
    return lines.joined(separator: "\n")
  }

  /// The table's columns, for the page as well.
  static let columns = [
    "sessions", "signatures/s", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "CPU µs",
    "efficiency", "verified",
  ]

  /// A step's cells.
  func row(_ step: StepFigures) -> [String] {
    [
      String(step.sessions), Wording.rate(step.signaturesPerSecond),
      Wording.milliseconds(step.p50), Wording.milliseconds(step.p90),
      Wording.milliseconds(step.p99), Wording.milliseconds(step.p999),
      Wording.milliseconds(step.max), Wording.decimal(step.processorTime, 0),
      efficiency(of: step).map(Wording.percent) ?? "-",
      "\(step.verified) of \(Wording.grouped(step.signatures))",
    ]
  }

  private var table: [String] {
    TextTable(
      sides: Array(repeating: .right, count: Self.columns.count), rows: steps.map(row)
    ).lines(under: Self.columns)
  }
}

extension StepFigures {
  /// The step in one line, for those who watch.
  package var summary: String {
    "\(Wording.sessions(sessions)): \(Wording.rate(signaturesPerSecond)) signatures/s, "
      + "p50 \(Wording.latency(p50)), p99 \(Wording.latency(p99))"
  }
}
