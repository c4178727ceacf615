/// Turns steps into lines as they end, those that could not be tried gathered by their reason.
package struct StepLines: Sendable {
  private let transcript: Transcript
  private var skipped: [DiagnosisStep] = []

  package init(_ transcript: Transcript) {
    self.transcript = transcript
  }

  /// Takes a step, and gives the text that can be printed by now.
  package mutating func add(_ step: DiagnosisStep) -> String {
    guard step.status == .skipped else { return rest() + transcript.text(of: step) }
    // A step's own reason has its mend with it, which the steps after it don't repeat.
    let isOfSameReason = skipped.first?.finding.reasonOfSkipping == step.finding.reasonOfSkipping
    let before = isOfSameReason ? "" : rest()
    skipped.append(step)
    return before
  }

  /// The text that was held back.
  package mutating func rest() -> String {
    defer { skipped = [] }
    return transcript.text(ofSkipped: skipped)
  }
}
