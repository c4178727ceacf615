internal import Storage

/// What one caller wants run: statements that belong together, and how to tell him what became of them.
struct Submission: Sendable {
  /// One, as a rule; they are one transaction, together with those of others.
  let commands: [Command]
  /// Who hasn't been sent by then is told so.
  let deadline: ContinuousClock.Instant
  /// Reads the rows of the last command, and returns what tells the caller once all is committed.
  let read: @Sendable (Rows) -> @Sendable () -> Void
  let fail: @Sendable (QueryError) -> Void

  init<Value: Sendable>(
    _ commands: [Command], before deadline: ContinuousClock.Instant,
    reading body: @escaping @Sendable (Rows) throws -> Value,
    _ caller: CheckedContinuation<Result<Value, QueryError>, Never>
  ) {
    self.commands = commands
    self.deadline = deadline
    read = { rows in
      let result: Result<Value, QueryError>
      do {
        result = .success(try body(rows))
      } catch {
        let error = error as? StorageError ?? .corrupt(what: "\(type(of: error))")
        result = .failure(QueryError(.unreadable(error), error.description))
      }
      return { caller.resume(returning: result) }
    }
    fail = { caller.resume(returning: .failure($0)) }
  }
}
