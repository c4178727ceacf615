package import CoreMetrics

/// Times the signatures of one token.
package struct SignatureMetrics: Sendable {
  private let waiting: Timer
  private let service: Timer

  /// - Parameter token: The token's name in the configuration.
  package init(token: String, factory: any MetricsFactory) {
    waiting = Metric.hsmSignatureSeconds.timer(token, "waiting", factory: factory)
    service = Metric.hsmSignatureSeconds.timer(token, "service", factory: factory)
  }

  /// A signature went well.
  package func signed(waiting: Duration, service: Duration) {
    self.waiting.record(waiting)
    self.service.record(service)
  }
}
