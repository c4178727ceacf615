import ArgumentParser

/// A stage on the command line: `30s@50/s`.
struct StageArgument: Sendable, Equatable, ExpressibleByArgument {
  let stage: LoadStage

  init?(argument: String) {
    guard let stage = LoadStage(argument) else { return nil }
    self.stage = stage
  }
}
