internal import SQLiteStorage
internal import Telemetry

extension StorageStatistics {
  var readings: [MetricReading] {
    [
      MetricReading(.storageStatements, [], statements),
      MetricReading(.storageCommits, [], commits),
      MetricReading(.storageSyncs, [], fsyncs),
      MetricReading(.storageUnmovedLog, [], unmovedLogBytes),
      groupSizes.reading(as: .storageGroupSize),
      commitSeconds.reading(as: .storageCommitSeconds),
    ].compactMap { $0 }
  }
}

extension Distribution {
  /// - Returns: Nil where the catalogue gives the metric other buckets, which these counts are not of.
  func reading(as metric: Metric) -> MetricReading? {
    guard metric.kind == .histogram(upTo: bounds) else { return nil }
    return MetricReading(
      metric,
      value: .histogram(HistogramReading(counts: counts.map { UInt64(clamping: $0) }, sum: sum)))
  }
}
