import Foundation

extension LoadReport {
  /// The report for people: a summary, the latencies as an aligned table, the failures.
  var text: String {
    let rate = decimal(certificatesPerSecond, digits: 1)
    var lines = [
      "\(certificates) certificates in \(decimal(seconds, digits: 2)) s: "
        + "\(rate) certificates/s with \(workers) \(workers == 1 ? "worker" : "workers")"
        + (failed > 0 ? ", \(failed) failed" : "")
    ]
    if !steps.isEmpty {
      lines += [""] + table
    }
    if !errors.isEmpty {
      lines += ["", "failures:"]
      lines += errors.map { "  \($0.count) × \($0.type): \($0.detail)" }
    }
    return lines.joined(separator: "\n")
  }

  private var table: [String] {
    let rows =
      [["step", "count", "p50 ms", "p99 ms", "max ms"]]
      + steps.map { step in
        [
          step.name, String(step.count), decimal(step.p50InMilliseconds, digits: 1),
          decimal(step.p99InMilliseconds, digits: 1),
          decimal(step.maximumInMilliseconds, digits: 1),
        ]
      }
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }
  }

  private func decimal(_ value: Double, digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}
