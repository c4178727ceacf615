internal import GRDB
internal import Storage

extension StorageError {
  /// Takes what a statement, a commit or a row said; values never get into the text.
  init(_ error: any Error) {
    switch error {
    case let error as StorageError:
      self = error
    case let error as DatabaseError:
      let text = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_ERROR:
        self = .corrupt(what: text)
      default:
        self = .unavailable(reason: text)
      }
    case is CancellationError:
      self = .unavailable(reason: "the request was cancelled")
    default:
      self = .corrupt(what: "\(type(of: error))")
    }
  }
}
