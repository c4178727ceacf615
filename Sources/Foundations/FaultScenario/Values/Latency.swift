internal import Foundation

/// How long a call takes at least.
package enum Latency: Sendable, Hashable {
  case fixed(Duration)
  case uniform(from: Duration, to: Duration)
  case normal(mean: Duration, deviation: Duration)
  /// The logarithm is normally distributed; `sigma` is its deviation.
  case lognormal(median: Duration, sigma: Double)
  case exponential(mean: Duration)

  /// Draws a latency.
  func value(using random: inout SeededGenerator) -> Duration {
    switch self {
    case .fixed(let duration): duration
    case .uniform(let from, let to): from + (to - from) * random.unit()
    case .normal(let mean, let deviation): max(.zero, mean + deviation * random.normal())
    case .lognormal(let median, let sigma): median * exp(sigma * random.normal())
    case .exponential(let mean): mean * -log(1 - random.unit())
    }
  }
}
