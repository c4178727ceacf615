/// Readers of what only `chancery load` asks for.
extension ArgumentText {
  /// Arrivals a second: `50`, `0.5` or `50/s`.
  static func rate(_ text: String) throws(ArgumentMisreading) -> Double {
    guard let rate = LoadStage.rate(text.hasSuffix("/s") ? String(text.dropLast(2)) : text) else {
      throw ArgumentMisreading("give so many a second, as 50 or 0.5; at most 100000")
    }
    return rate
  }

  /// A stage of an open loop: `30s@50/s`.
  static func stage(_ text: String) throws(ArgumentMisreading) -> LoadStage {
    guard let stage = LoadStage(text) else {
      throw ArgumentMisreading(
        "give a duration and a rate, as 30s@50/s, or two where it rises or falls, as 1m@50..500/s")
    }
    return stage
  }

  /// A limit to keep: `p99_ms<=800`.
  static func objective(_ text: String) throws(ArgumentMisreading) -> Objective {
    guard let objective = Objective(text) else {
      throw ArgumentMisreading(
        "give a name, <= or >= and a number, as 'p99_ms<=800'; the names are \(objectiveNames)")
    }
    return objective
  }

  static let objectiveNames = Objective.Quantity.allCases.map(\.rawValue)
    .joined(separator: ", ")
}
