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

  /// The first step that failed: what failed after it may be no more than its consequence.
  package var firstFault: DiagnosisStep? { steps.first { $0.status == .failed } }

  package func count(of status: StepStatus) -> Int {
    steps.count { $0.status == status }
  }
}
