extension Metric {
  package static let storageStatements = Metric(
    "chancery_storage_statements_total", .counter, unit: "SQL statements",
    help: "SQL statements that were run, those that begin and end transactions included.")

  package static let storageCommits = Metric(
    "chancery_storage_commits_total", .counter, unit: "commits",
    help: "Transactions that became durable.")

  package static let storageSyncs = Metric(
    "chancery_storage_fsyncs_total", .counter, unit: "syncs",
    help: "Syncs of the write-ahead log: one for each commit that changed anything.")

  package static let storageGroupSize = Metric(
    "chancery_storage_commit_group_size", .histogram(upTo: Buckets.sizes), unit: "writes",
    help: "How many writers' statements shared one commit.")

  package static let storageCommitSeconds = Metric(
    "chancery_storage_commit_seconds", .histogram(upTo: Buckets.briefSeconds), unit: "seconds",
    help: "How long a group took, from its first statement to the end of its sync.")

  package static let storage = [
    storageStatements, storageCommits, storageSyncs, storageGroupSize, storageCommitSeconds,
  ]
}
