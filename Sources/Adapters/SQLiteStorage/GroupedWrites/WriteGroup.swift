internal import GRDB
internal import Storage

/// The writes that share one commit.
struct WriteGroup {
  let writes: [PendingWrite]

  /// What became of a group.
  struct Ending {
    /// What each writer is to be told, in their order.
    var tellings: [@Sendable () -> Void]
    /// How many writes are durable now.
    var storedCount: Int
    var wasRepeated = false
    /// Why nothing could be written, whatever it had been; nil where it could, or where nobody knows.
    var trouble: StorageError?
  }

  /// Runs all writes in one transaction and commits.
  ///
  /// It is tried as if no write could fail. Where one does, all are undone and run once more, each in
  /// a savepoint of its own, so that it alone fails: that happens so seldom that savepoints would cost
  /// more. When SQLite gives up the whole transaction, can't write at all or can't commit, every write
  /// of the group has failed; none is told success before the commit returned.
  ///
  /// - Parameter cache: Learns what was committed, before any writer does.
  func commit(in database: Database, publishingTo cache: RowCache) -> Ending {
    do {
      try run("BEGIN IMMEDIATE", in: database)
      guard let applied = try applyAll(in: database) else {
        return repeated(in: database, publishingTo: cache)
      }
      try commit(applied, in: database, publishingTo: cache)
      return Ending(tellings: applied.map(\.succeed), storedCount: applied.count)
    } catch {
      return failed(because: error, in: database)
    }
  }

  /// - Returns: Nil where one write failed and the others might not.
  private func applyAll(in database: Database) throws -> [PendingWrite.Applied]? {
    do {
      return try writes.map { try apply($0, in: database) }
    } catch {
      guard writes.count > 1, database.isInsideTransaction, !error.isEverybodys else { throw error }
      return nil
    }
  }

  private func apply(_ write: PendingWrite, in database: Database) throws
    -> PendingWrite.Applied
  {
    let applied = try write.apply(database)
    // Else the next one's statements would each be a transaction of their own.
    guard database.isInsideTransaction else { throw Self.transactionLost }
    return applied
  }

  /// Undoes what was tried, and runs it with a savepoint for each write.
  private func repeated(in database: Database, publishingTo cache: RowCache) -> Ending {
    do {
      try run("ROLLBACK", in: database)
      try run("BEGIN IMMEDIATE", in: database)
      let results = try writes.map { try result(of: $0, in: database) }
      let applied = results.compactMap { try? $0.get() }
      try commit(applied, in: database, publishingTo: cache)
      return Ending(
        tellings: zip(writes, results).map { write, result in
          switch result {
          case .success(let applied): applied.succeed
          case .failure(let error): { write.fail(error) }
          }
        }, storedCount: applied.count, wasRepeated: true)
    } catch {
      var ending = failed(because: error, in: database)
      ending.wasRepeated = true
      return ending
    }
  }

  /// - Throws: What ended the whole transaction.
  private func result(of write: PendingWrite, in database: Database) throws
    -> Result<PendingWrite.Applied, StorageError>
  {
    try run("SAVEPOINT write", in: database)
    do {
      let applied = try apply(write, in: database)
      try run("RELEASE write", in: database)
      return .success(applied)
    } catch {
      guard database.isInsideTransaction, !error.isEverybodys else { throw error }
      try run("ROLLBACK TO write", in: database)
      try run("RELEASE write", in: database)
      return .failure(StorageError(error))
    }
  }

  private func commit(
    _ applied: [PendingWrite.Applied], in database: Database, publishingTo cache: RowCache
  ) throws {
    try cache.duringCommit {
      try run("COMMIT", in: database)
      for write in applied { write.publish() }
    }
  }

  /// Runs a statement that is no write's, so that its failure is none's either.
  ///
  /// A damaged file may be noticed here: a write that was told so would be taken for the one that can't be
  /// stored, and its job for one that can't end.
  private func run(_ sql: String, in database: Database) throws {
    do { try database.cachedStatement(sql: sql).execute() } catch {
      switch StorageError(error) {
      case .unavailable(let reason): throw StorageError.unavailable(reason: reason)
      case .corrupt(let what): throw StorageError.unavailable(reason: "\(sql) failed: \(what)")
      }
    }
  }

  private func failed(because error: any Error, in database: Database) -> Ending {
    if database.isInsideTransaction {
      // SQLite rolls back by itself where this fails, at the latest when the next one begins.
      try? database.rollback()
    }
    let error = StorageError(error)
    return Ending(
      tellings: writes.map { write in { write.fail(error) } }, storedCount: 0,
      trouble: error.isEverybodys ? error : nil)
  }

  private static var transactionLost: StorageError {
    .unavailable(reason: "SQLite gave up the transaction")
  }
}

extension Error {
  /// Whether it says something of the database, not of one write: no other would fare better.
  fileprivate var isEverybodys: Bool {
    switch StorageError(self) {
    case .unavailable: true
    case .corrupt: false
    }
  }
}
