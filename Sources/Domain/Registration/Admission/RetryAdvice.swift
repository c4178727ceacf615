package import AuthorityModel

/// When clients are asked to come back.
///
/// A little after what they wait for is expected, and not all at the same moment: a tenth is added by
/// chance. Nobody is asked to wait for longer than an hour, since predictions aren't worth more, nor for
/// less than a second, the least that `Retry-After` can say (RFC 9110 §10.2.3).
package enum RetryAdvice {
  package static let longest = Duration.seconds(3600)
  /// The longest that is told while nothing is signed: when the HSM is back, nobody should have to learn
  /// of it an hour later.
  package static let longestInOutage = Duration.seconds(300)
  package static let shortestInOutage = Duration.seconds(10)

  /// After how long to ask for an order again.
  package static func wait(
    for forecast: QueueForecast, using generator: inout some RandomNumberGenerator
  ) -> Duration {
    guard let wait = forecast.wait else {
      // What has lasted so long will, for all one knows, last as long again.
      let outage = min(max(forecast.outage ?? .zero, shortestInOutage), longestInOutage)
      return spread(outage, using: &generator)
    }
    return spread(wait, using: &generator)
  }

  /// A time with its tenth by chance, within the bounds.
  package static func spread(
    _ wait: Duration, using generator: inout some RandomNumberGenerator
  ) -> Duration {
    min(max(wait * Double.random(in: 1...1.1, using: &generator), .seconds(1)), longest)
  }

  /// As `Retry-After` says it: whole seconds, rounded up.
  package static func inSeconds(_ wait: Duration) -> Int {
    max(1, Int(wait.inSeconds.rounded(.up)))
  }
}
