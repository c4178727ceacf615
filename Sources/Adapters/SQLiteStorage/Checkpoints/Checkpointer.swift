internal import GRDB

/// Moves the log into the file beside the writers, not in their way.
///
/// A commit that finds the log long would move it itself, and everybody would wait for its thousands of
/// pages and two syncs. A connection of its own moves what is there while writers go on; what they
/// added meanwhile is moved between two of their groups, which is little. Then the log begins anew.
final class Checkpointer: Sendable {
  private struct State: Sendable {
    var pacing = CheckpointPacing()
    var count = 0
  }

  private let queue: DatabaseQueue
  private let pool: DatabasePool
  private let state = Guarded(State())

  init(path: String, beside pool: DatabasePool, counting statements: StatementCount) throws {
    self.pool = pool
    var configuration = Configuration()
    configuration.prepareDatabase { statements.watch($0) }
    configuration.label = "chancery.sqlite.checkpoint"
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  /// How often pages were moved.
  var count: Int { state.withLock(\.count) }

  /// Writers have committed so many writes.
  func committed(writes: Int) {
    guard state.withLock({ $0.pacing.committed(writes: writes) }) else { return }
    queue.asyncWriteWithoutTransaction { database in
      self.move(in: database)
      self.pool.asyncWriteWithoutTransaction { database in
        self.move(in: database)
        self.state.withLock { $0.pacing.ended() }
      }
    }
  }

  /// Ends the one under way.
  func close() throws {
    try queue.close()
  }

  /// Where it fails the log grows, until SQLite itself moves it at a commit or tells that it can't.
  private func move(in database: Database) {
    guard (try? database.checkpoint(.passive)) != nil else { return }
    state.withLock { $0.count += 1 }
  }
}
