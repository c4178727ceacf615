/// What a ``GroupedWriter`` has done since it was made.
package struct WriteStatistics: Sendable, Hashable {
  /// Commits that succeeded; each is one sync, unless nothing was changed.
  package internal(set) var commits = 0
  /// Writes that became durable by these commits.
  package internal(set) var writes = 0
  /// Writes that failed by themselves or with their whole group.
  package internal(set) var failures = 0
  package internal(set) var largestGroup = 0

  package var writesPerCommit: Double {
    commits == 0 ? 0 : Double(writes) / Double(commits)
  }
}
