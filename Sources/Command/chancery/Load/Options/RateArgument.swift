import ArgumentParser

/// A rate on the command line: `50`, `0.5` or `50/s`.
struct RateArgument: Sendable, Equatable, ExpressibleByArgument {
  let rate: Double

  init?(argument: String) {
    let text = argument.hasSuffix("/s") ? String(argument.dropLast(2)) : argument
    guard let rate = LoadStage.rate(text) else { return nil }
    self.rate = rate
  }
}
