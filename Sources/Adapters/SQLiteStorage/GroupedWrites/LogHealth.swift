package import Storage

/// Whether the write-ahead log gets into the database, as it must before the disk is full.
///
/// A log that stays costs nothing at first: SQLite goes on writing to its end, and tells nobody. So whoever
/// watches over the CA is told before the disk is full.
package struct LogHealth: Sendable, Hashable {
  /// Four times what SQLite itself lets it grow to: it will not get shorter by itself.
  package static let boundInBytes = 256 << 20

  /// How long the log is where it could not be moved wholly at the last try; 0 where it could.
  package private(set) var unmovedBytes = 0
  /// Why the last try failed.
  package private(set) var failure: StorageError?

  package init() {}

  /// What to mend; nil where all is well.
  package var concern: String? {
    let length = "the write-ahead log, \(unmovedBytes >> 20) MiB by now,"
    if let failure { return "\(length) can't be moved into the database: \(failure)" }
    guard unmovedBytes > Self.boundInBytes else { return nil }
    return "\(length) isn't moved into the database: a reader of it, perhaps a backup, doesn't end"
  }

  /// A try to move it has ended.
  ///
  /// - Parameters:
  ///   - failure: Nil where it was moved, as far as readers let it be.
  ///   - unmovedBytes: How long the log is; 0 where all of it was moved.
  /// - Returns: Whether that is news: a concern where there was none, or none any more.
  package mutating func tried(failure: StorageError?, unmovedBytes: Int) -> Bool {
    let before = concern
    self.failure = failure
    self.unmovedBytes = unmovedBytes
    return (before == nil) != (concern == nil)
  }
}
