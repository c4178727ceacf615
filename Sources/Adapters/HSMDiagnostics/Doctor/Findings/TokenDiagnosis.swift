/// All that was found out about one token.
package struct TokenDiagnosis: Sendable, Hashable, Encodable {
  /// The token's name in the configuration; nil when it was named by options.
  package let name: String?
  package let module: String
  /// The vendor whose habits were expected, by the name that `vendor:` takes.
  package var vendor: String?
  package internal(set) var steps: [DiagnosisStep] = []

  package init(name: String?, module: String) {
    self.name = name
    self.module = module
  }

  /// The fault to mend first: the others may be no more than its consequences.
  package var firstFault: DiagnosisStep? {
    let failed = steps.filter { $0.status == .failed }
    return StepID.allCases.lazy.compactMap { id in failed.first { $0.id == id } }.first
  }

  package func count(of status: StepStatus) -> Int {
    steps.count { $0.status == status }
  }
}
