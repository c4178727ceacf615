import ReportPages

/// What the doctor says, as text for a terminal of 100 columns.
///
/// A step that went well takes one line. One that didn't says as well what was tried, what that
/// means, and how to mend it.
package struct Transcript: Sendable {
  /// Whether marks are coloured, as people like it on a terminal.
  package let isColoured: Bool
  private static let width = 100
  private static let markWidth = 6
  private static let titleWidth = 18

  package init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  /// What stands above a token's steps.
  package func heading(of subject: DiagnosisSubject) -> String {
    let name = subject.name.map { "Token \($0) of the configuration" } ?? "Token"
    let selection = subject.selection.map { " with \($0)" } ?? ""
    let title = subject.name == nil && selection.isEmpty ? "" : "\(name)\(selection), "
    let text = "\(title)module \(subject.modulePath)"
    return text.prefix(1).uppercased() + text.dropFirst() + "\n"
  }

  /// A step that has ended.
  package func text(of step: DiagnosisStep) -> String {
    let finding = step.finding
    let mark = step.status.mark.padded(to: Self.markWidth)
    let title = step.title.padded(to: Self.titleWidth) + " "
    let indent = Self.markWidth + Self.titleWidth + 1
    let body = Self.wrapped(finding.detail, from: mark.count + title.count, indent: indent)
    // Colours take no columns, so they come after the wrapping.
    var lines = [coloured(mark, step.status) + title + body]
    if step.status == .failed || step.status == .warning {
      lines.append(row("tried", step.id.attempt))
    }
    if let meaning = finding.meaning { lines.append(row("means", meaning)) }
    if let mend = finding.mend { lines.append(row("mend", mend)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Steps that could not be tried for one reason, in one line.
  package func text(ofSkipped steps: [DiagnosisStep]) -> String {
    guard let first = steps.first else { return "" }
    let finding = first.finding
    let indent = Self.markWidth + Self.titleWidth + 1
    let body = Self.wrapped(
      "\(steps.map(\.title).joined(separator: ", ")): \(finding.reasonOfSkipping ?? "")",
      from: indent, indent: indent)
    let start =
      StepStatus.skipped.mark.padded(to: Self.markWidth)
      + "Not tried".padded(to: Self.titleWidth + 1)
    let mend = finding.mend.map { row("mend", $0) + "\n" } ?? ""
    return coloured(start + body, .skipped) + "\n" + mend
  }

  /// What stands at the end, the conclusion in a line of its own.
  package func summary(of report: DoctorReport) -> String {
    let counts = [
      report.count(of: .ok).of("step") + " in order",
      report.count(of: .warning).of("warning"),
      report.count(of: .failed).of("fault"),
      report.count(of: .skipped).of("step") + " not tried",
    ]
    return "\n\(counts.joined(separator: ", ")).\n\(report.conclusion)\n"
  }

  private func row(_ label: String, _ text: String) -> String {
    let start = String(repeating: " ", count: Self.markWidth + Self.titleWidth + 1)
    let label = label.padded(to: 7)
    let indent = start.count + label.count
    return start + label + Self.wrapped(text, from: indent, indent: indent)
  }

  private func coloured(_ text: String, _ status: StepStatus) -> String {
    guard isColoured else { return text }
    let colour =
      switch status {
      case .ok: "32"
      case .warning: "33"
      case .failed: "1;31"
      case .skipped: "2"
      }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }

  /// Breaks a text between words.
  ///
  /// - Parameters:
  ///   - column: Where its first line begins.
  ///   - indent: How far the other lines are moved in.
  private static func wrapped(_ text: String, from column: Int, indent: Int) -> String {
    text.wrapped(at: width - indent, first: width - column)
      .joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}

extension StepStatus {
  /// The word at the beginning of a step's line.
  fileprivate var mark: String {
    switch self {
    case .ok: "ok"
    case .warning: "WARN"
    case .failed: "FAIL"
    case .skipped: "-"
    }
  }
}
