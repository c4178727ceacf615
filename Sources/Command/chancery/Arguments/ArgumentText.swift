import AuthorityService

/// Readers of arguments, which say what they want when they get something else.
enum ArgumentText {
  typealias Reader<Value> = @Sendable (String) throws -> Value

  /// A span of time, written as in the configuration: `500ms`, `30s`, `1h`, `7d`.
  ///
  /// - Parameter longest: No measurement needs more, and sums of it stay far from overflow.
  static func duration(upTo longest: Duration = .seconds(86_400)) -> Reader<Duration> {
    { text in
      guard let duration = DurationText.duration(text), duration > .zero, duration <= longest else {
        throw ArgumentMisreading(
          "give a whole number with its unit (ms, s, m, h or d), up to "
            + "\(DurationText.text(of: longest)), as 500ms, 60s or 2m")
      }
      return duration
    }
  }

  /// A share: `70%`, `0.5 %` or `0.7`.
  static func share(_ text: String) throws(ArgumentMisreading) -> Double {
    guard let share = ShareText.share(text) else {
      throw ArgumentMisreading("give a share from 0% to 100%, as 20% or 0.2")
    }
    return share
  }

  /// A whole number of a range.
  static func number(in range: ClosedRange<Int>) -> Reader<Int> {
    { text in
      guard let number = Int(text), range.contains(number) else {
        throw ArgumentMisreading(
          "give a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }

  /// A number of a range, with decimals or without.
  static func decimal(in range: ClosedRange<Double>) -> Reader<Double> {
    { text in
      guard let number = Double(text), range.contains(number) else {
        throw ArgumentMisreading(
          "give a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))")
      }
      return number
    }
  }

  /// Without decimals where it has none.
  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
