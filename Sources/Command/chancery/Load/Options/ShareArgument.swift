import ArgumentParser

/// A share on the command line: `20%`, `0%` to `100%`.
struct ShareArgument: Sendable, Equatable, ExpressibleByArgument {
  let share: Double

  init?(argument: String) {
    guard argument.hasSuffix("%"), let percent = Int(argument.dropLast()),
      (0...100).contains(percent)
    else { return nil }
    share = Double(percent) / 100
  }
}
