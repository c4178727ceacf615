import Foundation
import ReportPages

extension LoadResult {
  /// The result for people: what was got, the latencies as an aligned table, failures, limits.
  var text: String {
    var lines = isInterrupted ? ["Interrupted: the figures are those until then.", ""] : []
    if let rival {
      lines += ["\(report.directory): \(report.summary)"]
      lines += ["\(rival.report.directory): \(rival.report.summary)"]
      lines += [rival.comparison, ""]
      lines += ["\(report.directory)"] + report.details
      lines += ["", "\(rival.report.directory)"] + rival.report.details
    } else {
      lines += [report.summary] + report.details
    }
    if !objectives.isEmpty {
      lines += ["", "limits:"] + objectives.map { "  \($0.text)" }
    }
    return lines.joined(separator: "\n")
  }
}

extension RivalReport {
  /// What the comparison came to, in a line.
  var comparison: String {
    guard let ratio else { return "The second issued nothing, so there is no ratio." }
    let turns = slices.map { Wording.decimal($0.certificatesPerSecond, 1) }
    let median = medianRatio.map { ", in the median of the turns \(Wording.decimal($0, 2)) times" }
    return "The first issued \(Wording.decimal(ratio, 2)) times as many certificates a second"
      + "\(median ?? ""); turn by turn: \(turns.joined(separator: ", "))."
  }
}

extension LoadReport {
  /// What was got, in a line.
  var summary: String {
    let rate = Wording.decimal(certificatesPerSecond, 1)
    return "\(counts.done) certificates in \(Wording.decimal(duration / .seconds(1), 2)) s: "
      + "\(rate) certificates/s \(origin)" + (counts.failed > 0 ? ", \(counts.failed) failed" : "")
  }

  private var origin: String {
    switch arrivals {
    case .closed(let workers, _, _): "with \(workers) \(workers == 1 ? "worker" : "workers")"
    case .open(let stages, let spacing, _):
      "of \(counts.arrivals) that were due by \(stages.map(\.description).joined(separator: ", ")) "
        + "(\(spacing.rawValue))"
    }
  }

  /// Latencies, waits, CPU and failures.
  var details: [String] {
    var lines: [String] = []
    if !steps.isEmpty { lines += [""] + table }
    lines += ["", processorTime]
    if counts.heldBack > 0 {
      lines.append(
        "\(counts.heldBack) had to wait until fewer were under way; at worst one began "
          + "\(Wording.decimal(counts.longestDelay.milliseconds, 0)) ms after it was due")
    }
    if counts.renewals > 0 { lines.append("\(counts.renewals) of the orders were renewals") }
    if counts.refused > 0 {
      lines.append(
        "\(counts.refused) answers said 429 or 503, "
          + "\(counts.refusedWithoutRetryAfter) of them not when to come back")
    }
    if counts.serverErrors > 0 { lines.append("\(counts.serverErrors) answers said 5xx, not 503") }
    if let share = toldWaits.shareWithinFifth, let p50 = toldWaits.p50, let p90 = toldWaits.p90 {
      lines.append(
        "\(toldWaits.count) were told to wait; \(Wording.percent(share)) waited within 20 % of that, "
          + "actual ÷ told: p50 \(Wording.decimal(p50, 2)), p90 \(Wording.decimal(p90, 2))")
    }
    if !errors.isEmpty {
      lines += ["", "failures:"] + errors.map { "  \($0.count) × \($0.type): \($0.detail)" }
    }
    return lines
  }

  private var processorTime: String {
    let driver =
      "CPU for each certificate: \(Wording.decimal(perCertificate(driverTime), 2)) ms here"
    guard let serverTime else { return driver }
    return driver + ", \(Wording.decimal(perCertificate(serverTime), 2)) ms in the server"
  }

  private var table: [String] {
    TextTable(
      sides: [.left] + Array(repeating: .right, count: Self.columns.count - 1),
      rows: steps.map { [$0.name, String($0.count)] + $0.latencies }
    ).lines(under: Self.columns)
  }

  /// The columns of the steps, for the page as well.
  static let columns = ["step", "count", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms"]
}

extension LoadReport.Step {
  /// The cells beside name and count.
  var latencies: [String] {
    [
      p50InMilliseconds, p90InMilliseconds, p99InMilliseconds, p999InMilliseconds,
      maximumInMilliseconds,
    ].map { Wording.decimal($0, 1) }
  }
}
