/// What the doctor found, for all tokens that were asked about.
package struct DoctorReport: Sendable, Hashable {
  package let tokens: [TokenDiagnosis]

  package init(tokens: [TokenDiagnosis]) {
    self.tokens = tokens
  }

  package var isClean: Bool { tokens.allSatisfy { $0.firstFault == nil } }

  /// The last line: what to mend first, or that there is nothing to mend.
  package var conclusion: String {
    guard let fault = firstFault else { return cleanConclusion }
    let place = fault.diagnosis.name.map { "token \($0), " } ?? ""
    let finding = fault.step.finding
    let mend = finding.mend ?? "see above"
    let meaning = finding.isOfCode ? finding.meaning.map { ": \($0)" } ?? "" : ""
    return "First cause (\(place)\(fault.step.title)): \(finding.detail)\(meaning) — mend: \(mend)"
      + (mend.hasSuffix("?") ? "" : ".")
  }

  private var cleanConclusion: String {
    let warnings = count(of: .warning)
    // Steps are only passed over without a fault when there was nothing to try them with.
    let scope = count(of: .skipped) == 0 ? "" : " in what could be tried"
    return switch warnings {
    case 0: "No fault found\(scope)."
    case 1: "No fault found\(scope), and one warning."
    default: "No fault found\(scope), and \(warnings) warnings."
    }
  }

  var firstFault: (diagnosis: TokenDiagnosis, step: DiagnosisStep)? {
    for diagnosis in tokens {
      if let step = diagnosis.firstFault { return (diagnosis, step) }
    }
    return nil
  }

  package func count(of status: StepStatus) -> Int {
    tokens.reduce(0) { $0 + $1.count(of: status) }
  }
}

extension DoctorReport: Encodable {
  private enum CodingKeys: String, CodingKey {
    case clean, conclusion, faults, firstCause = "first_cause", tokens, warnings
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(isClean, forKey: .clean)
    try container.encode(conclusion, forKey: .conclusion)
    try container.encode(count(of: .failed), forKey: .faults)
    try container.encode(count(of: .warning), forKey: .warnings)
    try container.encode(firstFault?.step, forKey: .firstCause)
    try container.encode(tokens, forKey: .tokens)
  }
}
