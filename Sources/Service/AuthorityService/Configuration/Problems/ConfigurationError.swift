/// All problems of one configuration, in the order of their lines.
package struct ConfigurationError: Error, Sendable, Equatable {
  /// Never empty.
  package let problems: [ConfigurationProblem]

  /// Gathers problems, or nothing when there are none.
  package init?(_ problems: [ConfigurationProblem]) {
    guard !problems.isEmpty else { return nil }
    self.problems = problems.enumerated()
      .sorted { ($0.element.place.line ?? 0, $0.offset) < ($1.element.place.line ?? 0, $1.offset) }
      .map(\.element)
  }

  package init(_ problem: ConfigurationProblem) {
    problems = [problem]
  }
}

extension ConfigurationError: CustomStringConvertible {
  /// One line for each problem.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
