internal import GRDB
internal import Storage

/// One writer's statements, and how to tell him what became of them.
struct PendingWrite: Sendable {
  /// Runs the statements; what it returns tells the writer, and may be called only once the commit
  /// has returned.
  let apply: @Sendable (Database) throws -> @Sendable () -> Void
  /// Tells the writer that nothing of his was stored.
  let fail: @Sendable (StorageError) -> Void

  init<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value,
    _ writer: CheckedContinuation<Result<Value, StorageError>, Never>
  ) {
    apply = { database in
      let value = try body(database)
      return { writer.resume(returning: .success(value)) }
    }
    fail = { writer.resume(returning: .failure($0)) }
  }
}
