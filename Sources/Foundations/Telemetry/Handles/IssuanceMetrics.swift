package import CoreMetrics

/// Counts what becomes of accepted orders, and how long they waited.
package struct IssuanceMetrics: Sendable {
  private struct Issue: Hashable {
    let profile: String
    let issuer: String
  }

  private let issued: CounterFamily<Issue>
  private let failed: CounterFamily<String>
  private let wait: Timer

  /// - Parameters:
  ///   - profiles: Those that are configured.
  ///   - issuer: The issuer's name in the configuration.
  package init(profiles: [String] = [], issuer: String = "", factory: any MetricsFactory) {
    issued = CounterFamily(profiles.map { Issue(profile: $0, issuer: issuer) }) { issue in
      Metric.certificatesIssued.counter(issue.profile, issue.issuer, factory: factory)
    }
    failed = CounterFamily(["serverInternal"]) { Metric.ordersFailed.counter($0, factory: factory) }
    wait = Metric.queueWait.timer(factory: factory)
  }

  /// A certificate is stored and its order valid.
  ///
  /// - Parameters:
  ///   - profile: One that is configured.
  ///   - issuer: The issuer's name in the configuration.
  ///   - wait: Since the order was accepted.
  package func issued(profile: String, issuer: String, after wait: Duration) {
    issued.increment(Issue(profile: profile, issuer: issuer))
    self.wait.record(wait)
  }

  /// An accepted order ended invalid.
  ///
  /// - Parameter reason: The ACME error type that the order names.
  package func failed(reason: String, after wait: Duration) {
    failed.increment(reason)
    self.wait.record(wait)
  }
}
