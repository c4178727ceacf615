/// What a command line and its scenario file ask for cannot be done.
struct ScenarioProblem: Error, Sendable, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  static func outOfRange(
    _ option: String, _ value: some CustomStringConvertible, _ least: some CustomStringConvertible,
    _ most: some CustomStringConvertible
  ) -> ScenarioProblem {
    ScenarioProblem("\(option) \(value) is out of range; give \(least) to \(most)")
  }
}
