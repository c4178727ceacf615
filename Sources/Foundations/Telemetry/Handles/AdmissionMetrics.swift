package import CoreMetrics

/// Counts what admission refuses, and keeps the waits that clients were told.
package struct AdmissionMetrics: Sendable {
  private let refused: CounterFamily<String>
  private let predictedWait: Timer

  package init(factory: any MetricsFactory) {
    refused = CounterFamily { Metric.admissionsRefused.counter($0, factory: factory) }
    predictedWait = Metric.queuePredictedWait.timer(factory: factory)
  }

  /// A request was answered 503 before anything was accepted.
  ///
  /// - Parameter reason: A word of the code's own, as `longestWait`.
  package func refused(because reason: String) { refused.increment(reason) }

  /// An order was accepted, and its client told when to come back.
  package func told(_ wait: Duration) { predictedWait.record(wait) }
}
