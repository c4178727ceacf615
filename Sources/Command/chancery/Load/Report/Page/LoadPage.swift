import Foundation
import ReportPages

/// The result as one page that needs nothing else: no script, no other file, no network.
struct LoadPage: Sendable {
  let result: LoadResult
  let scenario: LoadScenario
  let date: Date

  init(_ result: LoadResult, scenario: LoadScenario, date: Date) {
    self.result = result
    self.scenario = scenario
    self.date = date
  }

  /// The page, to be written to a file.
  var html: String {
    ReportPage(title: "Load on \(result.report.directory)", content: content).html
  }

  /// The first server's report, and the second's.
  var reports: [LoadReport] { [result.report] + (result.rival.map { [$0.report] } ?? []) }

  private var content: [Markup] {
    var content = [header, summary]
    if result.isInterrupted {
      content.append(
        .tag("p", ["class": "warning"], "Interrupted: the figures are those until then."))
    }
    if let rival = result.rival { content += comparison(rival) }
    content += limits + plots
    for report in reports { content += [steps(report)] + failures(report) }
    return content + [context, footer]
  }

  private var header: Markup {
    let against = result.rival.map { " against \($0.report.directory)" } ?? ""
    return .header(
      "Load on \(result.report.directory)\(against)",
      lead: "\(arrivals) · \(date.formatted(.iso8601))")
  }

  /// How the certificates came to be asked for.
  var arrivals: String {
    switch scenario.arrivals {
    case .closed(let workers, _, _):
      "closed loop, \(workers) \(workers == 1 ? "worker" : "workers")"
    case .open(let stages, let spacing, _):
      "open loop, \(spacing.rawValue), \(stages.map(\.description).joined(separator: ", "))"
    }
  }

  private var summary: Markup {
    let report = result.report
    let fromDue = report.step(.fromDue)
    var tiles: [(number: String, meaning: String)] = [
      (Wording.rate(report.certificatesPerSecond), "certificates a second"),
      (fromDue.map { Wording.latency($0.p50InMilliseconds * 1000) } ?? "-", "median, from due"),
      (fromDue.map { Wording.latency($0.p99InMilliseconds * 1000) } ?? "-", "99 of 100 are faster"),
      (
        Wording.grouped(report.counts.failed),
        "of \(Wording.grouped(report.counts.arrivals)) not got"
      ),
    ]
    if let ratio = result.rival?.ratio {
      tiles.append(("\(Wording.decimal(ratio, 2)) ×", "the other server's rate"))
    }
    return .tiles(tiles)
  }

  private func comparison(_ rival: RivalReport) -> [Markup] {
    [
      .tag("p", [:], rival.comparison),
      .tag(
        "p", ["class": "note-text"],
        "In the plots the first server is drawn solid, the second dashed. They took turns, so "
          + "that each stands still while the other works."),
    ]
  }

  private var limits: [Markup] {
    guard !result.objectives.isEmpty else { return [] }
    let rows = result.objectives.map { judged in
      Markup.row(
        [
          judged.objective.description, judged.measured.map(Objective.text) ?? "nothing",
          judged.isMet ? "kept" : "broken",
        ], class: judged.isMet ? "step" : "recommended")
    }
    return [Self.table("Limits", columns: ["limit", "measured", "verdict"], rows: rows)]
  }

  private var footer: Markup {
    .tag(
      "footer", [:],
      "Made by chancery load. Latencies count from the moment a certificate was due, whenever it "
        + "could be begun; CPU is user and system time.")
  }

  /// A table with a title.
  static func table(_ title: String, columns: [String], rows: [Markup]) -> Markup {
    .tag(
      "section", [:],
      [.tag("h2", [:], title), .table(class: "named", columns: columns, rows: rows)])
  }
}
