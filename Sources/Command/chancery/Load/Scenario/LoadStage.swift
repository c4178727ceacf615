import AuthorityService

/// A stretch of an open-loop run: for how long, and at which rate arrivals come.
///
/// As text: `30s@50/s`, or `1m@50..500/s` for a rate that rises or falls evenly.
struct LoadStage: Sendable, Hashable {
  static let highestRate = 100_000.0
  /// Of a whole run; a stage may begin or end at none.
  static let lowestRate = 0.01

  let duration: Duration
  /// Arrivals a second at the beginning.
  let startRate: Double
  /// Arrivals a second at the end.
  let endRate: Double

  init(duration: Duration, from startRate: Double, to endRate: Double) {
    self.duration = duration
    self.startRate = startRate
    self.endRate = endRate
  }

  init(duration: Duration, rate: Double) {
    self.init(duration: duration, from: rate, to: rate)
  }

  /// Reads the text form; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let duration = DurationText.duration(String(parts[0])),
      duration > .zero, duration <= .seconds(86_400), parts[1].hasSuffix("/s")
    else { return nil }
    let rates = parts[1].dropLast(2).split(separator: "..", omittingEmptySubsequences: false)
      .map { Self.rate(String($0)) }
    switch rates.count {
    case 1:
      guard let rate = rates[0] else { return nil }
      self.init(duration: duration, rate: rate)
    case 2:
      guard let start = rates[0], let end = rates[1] else { return nil }
      self.init(duration: duration, from: start, to: end)
    default: return nil
    }
  }

  /// Arrivals a second: `50`, `0.5`.
  static func rate(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
      let rate = Double(text), rate <= highestRate
    else { return nil }
    return rate
  }

  /// How many arrivals are to be expected.
  var expectedArrivals: Double { (startRate + endRate) / 2 * (duration / .seconds(1)) }
}

extension LoadStage: CustomStringConvertible {
  var description: String {
    let rates = startRate == endRate ? [startRate] : [startRate, endRate]
    let text = rates.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
    return "\(DurationText.text(of: duration))@\(text.joined(separator: ".."))/s"
  }
}
