import ArgumentParser

/// A share on the command line: `70%`, `0.5 %` or `0.7`.
struct PercentArgument: Sendable, Equatable, ExpressibleByArgument {
  let share: Double

  init(_ share: Double) {
    self.share = share
  }

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    let digits =
      isPercent ? argument.dropLast().trimmingSuffix(while: { $0 == " " }) : argument[...]
    guard let value = Double(digits), value.isFinite, value >= 0 else { return nil }
    let share = isPercent ? value / 100 : value
    guard share <= 1 else { return nil }
    self.share = share
  }

  var defaultValueDescription: String { CapacityWording.percent(share) }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while isBlank: (Character) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex, isBlank(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
