/// Decides when the log is moved into the file.
package struct CheckpointPacing: Sendable, Hashable {
  /// Some 4 pages of 4 KiB each: a log of 16 MiB, of which each page is moved once.
  package static let writesBetween = 1024

  private var writes = 0
  private var isUnderWay = false

  package init() {}

  /// - Returns: Whether to begin a checkpoint; ``ended()`` must follow.
  package mutating func committed(writes count: Int) -> Bool {
    writes += count
    guard writes >= Self.writesBetween, !isUnderWay else { return false }
    writes = 0
    isUnderWay = true
    return true
  }

  package mutating func ended() { isUnderWay = false }
}
