internal import SQLiteStorage
internal import Telemetry

extension StorageStatistics {
  var readings: [MetricReading] {
    [
      MetricReading(.storageStatements, [], statements),
      MetricReading(.storageCommits, [], commits),
      MetricReading(.storageSyncs, [], fsyncs),
    ]
  }
}
