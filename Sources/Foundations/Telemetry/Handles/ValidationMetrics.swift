package import CoreMetrics

/// Counts and times attempts at the challenges of one method.
package struct ValidationMetrics: Sendable {
  private let outcomes: CounterFamily<String>
  private let time: Timer

  /// - Parameter challenge: `http-01` and the like.
  package init(challenge: String, factory: any MetricsFactory) {
    outcomes = CounterFamily(["valid"]) {
      Metric.validations.counter(challenge, $0, factory: factory)
    }
    time = Metric.validationSeconds.timer(challenge, factory: factory)
  }

  /// - Parameter outcome: `valid`, or the ACME error type of the failure.
  package func ended(_ outcome: String, after time: Duration) {
    outcomes.increment(outcome)
    self.time.record(time)
  }
}
