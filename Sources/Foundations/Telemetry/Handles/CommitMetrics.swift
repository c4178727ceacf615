package import CoreMetrics

/// Measures the groups of writes that share a commit.
package struct CommitMetrics: Sendable {
  private let groupSize: Recorder
  private let time: Timer

  package init(factory: any MetricsFactory) {
    groupSize = Metric.storageGroupSize.histogram(factory: factory)
    time = Metric.storageCommitSeconds.timer(factory: factory)
  }

  /// A group became durable.
  package func committed(writes: Int, in time: Duration) {
    groupSize.record(writes)
    self.time.record(time)
  }
}
