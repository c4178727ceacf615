import AuthorityService
import ReportPages

extension LoadPage {
  /// All latencies, for those who want them exactly or can't see the drawings.
  func steps(_ report: LoadReport) -> Markup {
    Self.table(
      title("Steps", report),
      columns: LoadReport.columns,
      rows: report.steps.map { .row([$0.name, Wording.grouped($0.count)] + $0.latencies) })
  }

  /// What went wrong, each kind with an example.
  func failures(_ report: LoadReport) -> [Markup] {
    guard !report.errors.isEmpty else { return [] }
    return [
      .tag(
        "section", ["class": "context"],
        [
          .tag("h2", [:], title("Failures", report)),
          Markup.table(
            named: report.errors.map { ("\(Wording.grouped($0.count)) × \($0.type)", $0.detail) }),
        ])
    ]
  }

  /// What was asked for, and what it cost.
  var context: Markup {
    var rows = [("Server", result.report.directory)]
    if let rival = result.rival {
      rows += [("Against", rival.report.directory), ("Turns", "\(rival.slices.count)")]
    }
    rows += [
      ("Arrivals", arrivals), ("Names", names),
      ("Keys", scenario.orders.keyTypes.map(\.rawValue).joined(separator: ", ")),
      ("Renewals", "\(Wording.percent(scenario.orders.renewals)) of the orders wanted"),
      ("Accounts", "\(scenario.accounts)"), ("Challenge", challenge),
      ("Patience", DurationText.text(of: scenario.patience)),
      ("Retry-After", scenario.retryAfter.rawValue),
      ("Checked", scenario.verification == .all ? "each certificate" : "one in sixteen"),
      ("Seed", "\(result.seed)"),
    ]
    for report in reports { rows += costs(report) }
    return .tag(
      "section", ["class": "context"], [.tag("h2", [:], "What ran"), .table(named: rows)])
  }

  private func costs(_ report: LoadReport) -> [(String, String)] {
    let driver = "\(Wording.decimal(report.perCertificate(report.driverTime), 2)) ms here"
    let server = report.serverTime.map {
      ", \(Wording.decimal(report.perCertificate($0), 2)) ms in the server"
    }
    let counts = report.counts
    return [
      (title("CPU a certificate", report), driver + (server ?? "")),
      (
        title("Answers", report),
        "\(Wording.grouped(counts.refused)) said 429 or 503 "
          + "(\(counts.refusedWithoutRetryAfter) without Retry-After), "
          + "\(Wording.grouped(counts.serverErrors)) another 5xx"
      ),
      (
        title("Held back", report),
        "\(Wording.grouped(counts.heldBack)) by the bound of "
          + "\(Wording.grouped(scenario.arrivals.inFlightLimit)) in flight"
      ),
    ]
  }

  private var names: String {
    switch scenario.orders.names {
    case .explicit(let names): names.joined(separator: ", ")
    case .fresh(let count, let suffix): "\(count) an order, fresh, *\(suffix)"
    case .pool(let size, let count, let suffix): "\(count) an order, of \(size) sets, *\(suffix)"
    }
  }

  private var challenge: String {
    switch scenario.challenge {
    case .http01: "http-01"
    case .dns01Hook(let program): "dns-01 by \(program)"
    case .dns01TestServer(let url): "dns-01 by \(url)"
    }
  }

  /// A title that tells which server is meant, where there are two.
  func title(_ text: String, _ report: LoadReport) -> String {
    result.rival == nil ? text : "\(text), \(report.directory)"
  }
}
