/// Decides when the log is moved into the file.
///
/// The writing connection does it between two groups, once the writers of the last one have been told. No
/// other connection ever does: SQLite before 3.51.3 has a race between a checkpoint and a writer on
/// another connection, by which a file could be damaged.
package struct CheckpointPacing: Sendable, Hashable {
  /// Some 4 pages of 4 KiB each: a log of 16 MiB, of which each page is moved once.
  package static let writesBetween = 1024

  private var writes = 0

  package init() {}

  /// - Returns: Whether to move the log now.
  package mutating func committed(writes count: Int) -> Bool {
    writes += count
    guard writes >= Self.writesBetween else { return false }
    writes = 0
    return true
  }
}
