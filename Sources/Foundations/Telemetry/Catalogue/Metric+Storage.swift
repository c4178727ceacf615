extension Metric {
  package static let storageStatements = Metric(
    "chancery_storage_statements_total", .counter, unit: "SQL statements",
    help: "SQL statements that were run, those that begin and end transactions included.")

  package static let storageCommits = Metric(
    "chancery_storage_commits_total", .counter, unit: "commits",
    help: "Transactions that became durable.")

  package static let storageSyncs = Metric(
    "chancery_storage_fsyncs_total", .counter, unit: "syncs",
    help:
      "Syncs that SQLite asked the disk for, by what it is known to do; the truth is never higher.")

  package static let storageGroupSize = Metric(
    "chancery_storage_commit_group_size", .histogram(upTo: Buckets.sizes), unit: "writes",
    help: "How many writers' statements shared one commit.")

  package static let storageCommitSeconds = Metric(
    "chancery_storage_commit_seconds", .histogram(upTo: Buckets.commitSeconds), unit: "seconds",
    help: "How long a group took, from its first statement to the end of its sync.")

  package static let storageUnmovedLog = Metric(
    "chancery_storage_unmoved_log_bytes", .gauge, unit: "bytes",
    help:
      "Length of the write-ahead log where not all of it could be moved into the database; else 0.")

  package static let storage = [
    storageStatements, storageCommits, storageSyncs, storageUnmovedLog, storageGroupSize,
    storageCommitSeconds,
  ]
}

extension Buckets {
  /// As `SQLiteStorage` counts them.
  fileprivate static let commitSeconds = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1,
  ]
}
