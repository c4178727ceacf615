internal import GRDB
internal import Storage

/// The writes that share one commit.
struct WriteGroup {
  let writes: [PendingWrite]

  /// What each writer is to be told, in their order.
  typealias Endings = [@Sendable () -> Void]

  /// Runs all writes in one transaction, each in a savepoint of its own, and commits.
  ///
  /// A write that throws is undone alone. When SQLite gives up the whole transaction, or can't
  /// commit, every write of the group has failed; none is told success before the commit returned.
  ///
  /// - Returns: How to tell the writers, and how many writes are durable now.
  func commit(in database: Database) -> (endings: Endings, storedCount: Int) {
    do {
      try database.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
      let results = try writes.map { try apply($0, in: database) }
      try database.cachedStatement(sql: "COMMIT").execute()
      let storedCount = results.count { $0.isStored }
      return (results.map(\.ending), storedCount)
    } catch {
      rollBack(database)
      let error = StorageError(error)
      return (writes.map { write in { write.fail(error) } }, 0)
    }
  }

  private struct Applied {
    let isStored: Bool
    let ending: @Sendable () -> Void
  }

  /// - Throws: What ended the whole transaction.
  private func apply(_ write: PendingWrite, in database: Database) throws -> Applied {
    // A writer who is alone has the transaction for a savepoint.
    if writes.count > 1 { try database.cachedStatement(sql: "SAVEPOINT write").execute() }
    do {
      let ending = try write.apply(database)
      guard database.isInsideTransaction else { throw Self.transactionLost }
      if writes.count > 1 { try database.cachedStatement(sql: "RELEASE write").execute() }
      return Applied(isStored: true, ending: ending)
    } catch {
      guard writes.count > 1, database.isInsideTransaction else { throw error }
      try database.cachedStatement(sql: "ROLLBACK TO write").execute()
      try database.cachedStatement(sql: "RELEASE write").execute()
      let error = StorageError(error)
      return Applied(isStored: false, ending: { write.fail(error) })
    }
  }

  private static var transactionLost: StorageError {
    .unavailable(reason: "SQLite gave up the transaction")
  }

  private func rollBack(_ database: Database) {
    guard database.isInsideTransaction else { return }
    // SQLite rolls back by itself where this fails, at the latest when the next one begins.
    try? database.rollback()
  }
}
