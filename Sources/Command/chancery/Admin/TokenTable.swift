import OperatorConsole

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
      "  state       \(report.detail)",
      "  sessions    \(sessions.open) open, \(sessions.busy) busy, \(sessions.stuck) stuck",
      "  waiting     \(report.waiting) requests",
      "  signatures  \(report.signatures) (\(Self.percent(report.share)) of all)",
    ]
    if let fault = report.lastFault { lines.append("  last fault  \(fault)") }
    return lines.joined(separator: "\n")
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
