import ReportPages

extension BenchmarkPage {
  /// All figures, for those who want them exactly or can't see the drawings.
  var figures: Markup {
    let header = Markup.tag(
      "tr", [:], BenchmarkReport.columns.map { .tag("th", ["scope": "col"], $0) })
    let rows = report.steps.map { step in
      let isKnee = step.sessions == report.conclusion?.recommendedSessions
      return Markup.tag(
        "tr", ["class": isKnee ? "recommended" : "step"],
        report.row(step).map { .tag("td", [:], $0) })
    }
    return .tag(
      "section", [:],
      [
        .tag("h2", [:], "Figures"),
        .tag(
          "div", ["class": "scroll"],
          [
            .tag(
              "table", [:], [.tag("thead", [:], [header]), .tag("tbody", [:], rows)])
          ]),
      ])
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
      "section", ["class": "context"],
      [
        .tag("h2", [:], "What was measured"),
        .tag(
          "table", [:],
          [
            .tag(
              "tbody", [:],
              rows.map { name, value in
                .tag("tr", [:], [.tag("th", ["scope": "row"], name), .tag("td", [:], value)])
              })
          ]),
      ])
  }

  func footer(verified: Int) -> Markup {
    .tag(
      "footer", [:],
      "Made by chancery hsm bench. \(Wording.grouped(verified)) of the signatures were verified in "
        + "software. CPU is that of the measuring process, user and system, for one signature.")
  }
}
