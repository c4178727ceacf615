import ArgumentParser

/// An objective on the command line: `p99_ms<=800`.
struct ObjectiveArgument: Sendable, Equatable, ExpressibleByArgument {
  let objective: Objective

  init?(argument: String) {
    guard let objective = Objective(argument) else { return nil }
    self.objective = objective
  }
}
