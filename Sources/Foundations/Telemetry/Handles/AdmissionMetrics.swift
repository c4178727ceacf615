package import CoreMetrics

/// Counts what admission refuses, and keeps the waits that were predicted.
package struct AdmissionMetrics: Sendable {
  private let refused: CounterFamily<String>
  private let predictedWait: Timer

  package init(factory: any MetricsFactory) {
    refused = CounterFamily(["longestWait", "capacity", "outage"]) { reason in
      Metric.admissionsRefused.counter(reason, factory: factory)
    }
    predictedWait = Metric.queuePredictedWait.timer(factory: factory)
  }

  /// A request was answered 503 before anything was accepted (law 5).
  ///
  /// - Parameter reason: A word of the code's own, as `longestWait`.
  package func refused(because reason: String) { refused.increment(reason) }

  /// An order was accepted, and this is how long it is expected to wait.
  package func told(_ wait: Duration) { predictedWait.record(wait) }
}
