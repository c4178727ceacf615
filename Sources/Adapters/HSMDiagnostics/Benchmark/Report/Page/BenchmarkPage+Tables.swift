import ReportPages

extension BenchmarkPage {
  /// All figures, for those who want them exactly or can't see the drawings.
  var figures: Markup {
    let rows = report.steps.map { step in
      let isKnee = step.sessions == report.conclusion?.recommendedSessions
      return Markup.row(report.row(step), class: isKnee ? "recommended" : "step")
    }
    return .tag(
      "section", [:],
      [.tag("h2", [:], "Figures"), .table(columns: BenchmarkReport.columns, rows: rows)])
  }

  /// What was measured, where and when.
  var context: Markup {
    let context = report.context
    let rows = [
      ("Module", context.module), ("Library", context.library), ("Vendor", context.vendor),
      ("Token", "\(context.token) (serial \(context.serial))"),
      ("Model", "\(context.model), firmware \(context.firmware)"),
      ("Key", "\(context.keyType), \(context.key)"), ("Mechanism", context.mechanism),
      (
        "Path",
        context.path == .session
          ? "bare sessions, each on a thread of its own" : "the CA's pool, queueing included"
      ),
      ("Machine", context.machine), ("Date", context.date), ("Chancery", context.chancery),
    ]
    return .tag(
      "section", ["class": "context"], [.tag("h2", [:], "What was measured"), .table(named: rows)])
  }

  func footer(verified: Int) -> Markup {
    .tag(
      "footer", [:],
      "Made by chancery hsm bench. \(Wording.grouped(verified)) of the signatures were verified in "
        + "software. CPU is that of the measuring process, user and system, for one signature.")
  }
}
