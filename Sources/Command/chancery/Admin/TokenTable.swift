import OperatorConsole
import ReportPages

/// Token reports as text for people.
struct TokenTable {
  private let reports: [TokenReport]

  init(_ reports: [TokenReport]) {
    self.reports = reports
  }

  /// A few lines for each token, without a line end at the end.
  var text: String { reports.map(text).joined(separator: "\n\n") }

  private func text(of report: TokenReport) -> String {
    let sessions = report.sessions
    var lines = [
      "\(report.name): \(report.state) for \(Self.time(report.seconds))",
      "  sessions    \(sessions.open) open, \(sessions.busy) busy, \(sessions.stuck) stuck",
      "  waiting     \(report.waiting) requests",
      "  signatures  \(report.signatures) (\(Self.percent(report.share)) of all)",
    ]
    if !report.ready {
      if let reason = report.reason { lines.insert(Self.row("why", reason), at: 1) }
      if let fault = report.lastFault, fault != report.reason {
        let age = report.lastFaultSeconds.map { "\(Self.time($0)) ago: " } ?? ""
        lines.append(Self.row("last fault", age + fault))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A name and a text, wrapped at 100 columns.
  static func row(_ name: String, _ text: String) -> String {
    let margin = String(repeating: " ", count: 14)
    return "  \(name)".padded(to: margin.count)
      + text.wrapped(at: 100 - margin.count).joined(separator: "\n\(margin)")
  }

  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// Whole units, the two largest: `2 h 5 min`.
  static func time(_ seconds: Int) -> String {
    let units = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")]
    var rest = max(0, seconds)
    var parts: [String] = []
    for (size, name) in units where rest >= size {
      parts.append("\(rest / size) \(name)")
      rest %= size
    }
    return parts.isEmpty ? "0 s" : parts.prefix(2).joined(separator: " ")
  }
}
