internal import ACMEProtocol
internal import AuthorityModel
internal import Foundation
internal import HTTPTypes
internal import Registration

/// What overload looks like on the wire: 503, and when to come back (law 5).
extension Problem {
  /// Nothing that could still be begun would have been finished in time.
  init(outOfTime advice: String) {
    self.init(
      .rateLimited, "The CA is too busy to answer this request in time. \(advice)", status: 503)
    headers[.retryAfter] = "\(Problem.retryAfterInSeconds)"
  }

  /// A wait as a field's value, with its tenth by chance.
  static func retryAfter(_ wait: Duration) -> String {
    var generator = SystemRandomNumberGenerator()
    return "\(RetryAdvice.inSeconds(RetryAdvice.spread(wait, using: &generator)))"
  }

  /// How long the queue is and how fast it drains, in plain words.
  static func text(of refusal: QueueRefusal) -> String {
    let cause =
      switch refusal.cause {
      case .wait(let wait, let limit):
        "\(refusal.jobsAhead) orders wait for their certificates, and "
          + "\(rate(refusal.jobsPerSecond)) are issued in a second. Yours would have to wait for "
          + "\(words(wait)); at most \(words(limit)) are accepted."
      case .capacity(let capacity):
        "\(refusal.jobsAhead) orders wait for their certificates; the queue takes at most "
          + "\(capacity) in all."
      case .outage(let outage):
        "The CA has not been able to sign for \(words(outage)), and \(refusal.jobsAhead) orders wait "
          + "already."
      }
    return "\(cause) Nothing has changed: come back in \(words(refusal.retryAfter))."
  }

  private static func rate(_ jobsPerSecond: Double?) -> String {
    guard let jobsPerSecond else { return "none" }
    return jobsPerSecond < 10
      ? String(format: "%.1f", jobsPerSecond) : "\(Int(jobsPerSecond.rounded()))"
  }

  private static func words(_ duration: Duration) -> String {
    let seconds = RetryAdvice.inSeconds(duration)
    return seconds < 120 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
  }
}
