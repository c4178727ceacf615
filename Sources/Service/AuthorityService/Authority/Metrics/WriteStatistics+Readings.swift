internal import SQLiteStorage
internal import Telemetry

extension WriteStatistics {
  var readings: [MetricReading] {
    [
      MetricReading(.storageCommits, [], commits),
      MetricReading(.storageSyncs, [], commits),
    ]
  }
}
