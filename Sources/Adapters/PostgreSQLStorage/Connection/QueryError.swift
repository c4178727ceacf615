internal import Storage

/// Why statements were not answered with rows, and what became of them.
struct QueryError: Error, Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// The server said no; the transaction was rolled back for sure.
    case server(SQLState)
    /// Nothing was sent: there was no connection until the deadline, or no room in the queue.
    case notSent
    /// The connection was lost after the statements were sent: they may be committed or not.
    case unanswered
    /// The rows came and can't be read.
    case unreadable(StorageError)
  }

  let kind: Kind
  /// What happened, to what; without any value of a row.
  let reason: String

  init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

extension StorageError {
  init(_ error: QueryError) {
    switch error.kind {
    case .unreadable(let error): self = error
    case .notSent, .unanswered: self = .unavailable(reason: error.reason)
    case .server(let state):
      switch state.classification {
      case .conflict:
        self = .unavailable(
          reason: "PostgreSQL rolled back for others at the same rows, and again and again "
            + "(\(error.reason))")
      case .tooSlow, .stalePlan, .unavailable, .refused:
        self = .unavailable(reason: error.reason)
      case .constraint, .corrupt: self = .corrupt(what: error.reason)
      }
    }
  }
}
