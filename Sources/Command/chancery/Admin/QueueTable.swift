import Foundation
import OperatorConsole
import ReportPages

/// A report of the queue as text for people.
struct QueueTable {
  private let report: QueueReport

  init(_ report: QueueReport) {
    self.report = report
  }

  /// Lines without a line end at the end.
  var text: String {
    var parts: [String] = []
    if let depths = report.depths {
      parts.append(
        Self.table(
          [["class", "waiting", "in hand", "oldest", "next waits"]]
            + depths.map {
              [
                $0.queueClass, "\($0.jobs - $0.inHand)", "\($0.inHand)",
                $0.oldestAgeSeconds.map(Self.age) ?? "-", $0.waitSeconds.map(Self.wait) ?? "-",
              ]
            }))
      parts.append(drainRate)
    }
    if let accounts = report.busiestAccounts, !accounts.isEmpty {
      parts.append(
        Self.table([["account", "jobs"]] + accounts.map { [$0.account, "\($0.jobs)"] }))
    }
    if let count = report.setAsideJobs, count > 0 {
      parts.append("\(count) jobs were set aside: chancery admin queue list --set-aside")
    }
    if let jobs = report.jobs {
      parts.append(
        Self.table(
          [["order", "account", "class", "number", "place", "age", "tries", "state"]]
            + jobs.map(Self.row)))
    }
    return parts.joined(separator: "\n\n")
  }

  private var drainRate: String {
    if let seconds = report.outageSeconds {
      return "Nothing has been issued for \(Self.age(seconds)), though orders wait."
    }
    guard let rate = report.jobsPerSecond else { return "Nothing is issued." }
    let text = String(format: rate < 10 ? "%.1f" : "%.0f", rate)
    return "About \(text) certificates a second can be issued, as far as was measured."
  }

  /// A wait is a matter of fractions of a second more often than not.
  private static func wait(_ seconds: Double) -> String {
    if seconds < 0.01 { return "< 0.01 s" }
    return seconds < 10 ? String(format: "%.2f s", seconds) : age(seconds)
  }

  private static func row(of job: QueueReport.Job) -> [String] {
    [
      job.order, job.account, job.queueClass, "\(job.number)", "\(job.place)",
      age(job.ageSeconds), "\(job.tries)", job.reason.map { "\(job.state): \($0)" } ?? job.state,
    ]
  }

  private static func age(_ seconds: Double) -> String {
    let seconds = Int(max(0, min(seconds, 1e9)))
    if seconds < 120 { return "\(seconds) s" }
    if seconds < 7200 { return "\(seconds / 60) min" }
    return "\(seconds / 3600) h"
  }

  private static func table(_ rows: [[String]]) -> String {
    TextTable(sides: [], rows: rows).lines().joined(separator: "\n")
  }
}
