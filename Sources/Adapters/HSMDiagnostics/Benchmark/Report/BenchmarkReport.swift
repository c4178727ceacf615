import Foundation

/// What `chancery hsm bench` found out.
package struct BenchmarkReport: Sendable, Hashable, Codable {
  package let context: BenchmarkContext
  package let steps: [StepFigures]
  /// Nil when nothing was measured.
  package let conclusion: BenchmarkConclusion?
  /// What a reader should know of how it ended: interrupted, failed, out of sessions.
  package let notes: [String]

  package init(context: BenchmarkContext, steps: [StepFigures], notes: [String] = []) {
    self.context = context
    self.steps = steps
    conclusion = BenchmarkConclusion(steps)
    self.notes = notes
  }

  /// The rate of a step against that of the first one, for each session.
  package func efficiency(of step: StepFigures) -> Double? {
    guard let first = steps.min(by: { $0.sessions < $1.sessions }) else { return nil }
    let single = first.signaturesPerSecond / Double(first.sessions)
    return single > 0 ? step.signaturesPerSecond / single / Double(step.sessions) : nil
  }

  /// The report for programs; `chancery capacity --bench` reads it.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
