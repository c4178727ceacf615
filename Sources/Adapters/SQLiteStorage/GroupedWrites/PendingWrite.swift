internal import GRDB
internal import Storage

/// One writer's statements, and how to tell him what became of them.
struct PendingWrite: Sendable {
  /// What follows a write whose statements ran: both only once the commit has returned.
  struct Applied: Sendable {
    /// Lets readers see it who remember what was there before.
    let publish: @Sendable () -> Void
    /// Tells the writer.
    let succeed: @Sendable () -> Void
  }

  /// Runs the statements; it may be called again, after all that it did was undone.
  let apply: @Sendable (Database) throws -> Applied
  /// Tells the writer that nothing of his was stored.
  let fail: @Sendable (StorageError) -> Void

  init<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value,
    publishing publish: @escaping @Sendable (Value) -> Void,
    _ writer: CheckedContinuation<Result<Value, StorageError>, Never>
  ) {
    apply = { database in
      let value = try body(database)
      return Applied(
        publish: { publish(value) }, succeed: { writer.resume(returning: .success(value)) })
    }
    fail = { writer.resume(returning: .failure($0)) }
  }
}
