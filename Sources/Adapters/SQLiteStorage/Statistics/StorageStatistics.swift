/// What a ``SQLiteDatabase`` has done since it was opened.
package struct StorageStatistics: Sendable, Hashable {
  /// Statements that SQLite has run on any connection, `BEGIN` and `COMMIT` and its own included.
  package internal(set) var statements = 0
  /// Commits that succeeded.
  package internal(set) var commits = 0
  /// Writes that became durable by these commits.
  package internal(set) var writes = 0
  /// Writes that failed by themselves or with their whole group.
  package internal(set) var failures = 0
  /// Groups that were run a second time, since one of their writes failed.
  package internal(set) var repeatedGroups = 0
  package internal(set) var largestGroup = 0
  /// Times at which the log was moved into the file, or as much of it as could be.
  package internal(set) var checkpoints = 0
  /// How long the log is where it could not be moved wholly at the last try; 0 where it could.
  package internal(set) var unmovedLogBytes = 0
  /// How many writes shared a commit, for each commit that succeeded.
  package internal(set) var groupSizes = Distribution(
    bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
  /// For how long a group had the writing connection, from its `BEGIN` to its commit's end.
  package internal(set) var commitSeconds = Distribution(
    bounds: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1])

  package init() {}

  package var writesPerCommit: Double {
    commits == 0 ? 0 : Double(writes) / Double(commits)
  }

  /// How often the disk was asked to make something durable.
  ///
  /// SQLite in WAL mode with `synchronous = FULL` syncs the log once for each commit that changed
  /// something; before a checkpoint it syncs the log, after it the file, and it syncs the log's new
  /// header where it begins anew. Counted as if each commit had changed something and each checkpoint
  /// had let the log begin anew: the truth is never higher.
  package var fsyncs: Int { commits + 3 * checkpoints }
}

extension StorageStatistics {
  /// Counts a group that has ended.
  mutating func count(_ group: WriteGroup.Ending, of size: Int, taking time: Duration) {
    if group.storedCount > 0 {
      commits += 1
      groupSizes.count(Double(group.storedCount))
      commitSeconds.count(time / .seconds(1))
    }
    if group.wasRepeated { repeatedGroups += 1 }
    writes += group.storedCount
    failures += size - group.storedCount
    largestGroup = max(largestGroup, size)
  }
}
