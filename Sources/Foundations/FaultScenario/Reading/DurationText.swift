/// Durations as scenarios write them: a number and a unit, as `3ms`, `1.5s` or `250us`.
package enum DurationText {
  private static let units: [(suffix: String, nanoseconds: Double)] = [
    ("us", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 6e10), ("h", 3.6e12),
  ]

  /// Reads a duration; nil for anything else, signs included.
  package static func duration(_ text: String) -> Duration? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let suffix = text.dropFirst(digits.count)
    guard digits.first != ".", digits.last != ".", let count = Double(digits), count < 1e6,
      let unit = units.first(where: { $0.suffix == suffix })
    else { return nil }
    return .nanoseconds(Int64((count * unit.nanoseconds).rounded()))
  }
}
