internal import GRDB

/// Why a database file could not be opened.
package struct DatabaseOpeningError: Error, Sendable {
  package enum Code: Sendable, Hashable {
    /// The file or its directory can't be read, written or made.
    case notAccessible
    /// The file holds something else.
    case notADatabase
    /// Another process serves this file; its number, where it could be read.
    case inUse(processID: Int32?)
    /// A newer version of Chancery has changed the tables.
    case newerSchema
    /// SQLite refused what durability needs: the write-ahead log, or synchronous FULL.
    case notDurable(setting: String)
    case other
  }

  package let code: Code
  package let path: String
  package let cause: String

  init(_ code: Code, path: String, cause: String) {
    self.code = code
    self.path = path
    self.cause = cause
  }

  /// Takes what SQLite or GRDB said.
  init(_ error: any Error, path: String) {
    if let error = error as? DatabaseOpeningError {
      self = error
      return
    }
    self.path = path
    guard let error = error as? DatabaseError else {
      code = .other
      cause = "\(error)"
      return
    }
    cause = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT: code = .notADatabase
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: code = .notAccessible
    default: code = .other
    }
  }
}

extension DatabaseOpeningError: CustomStringConvertible {
  package var description: String {
    switch code {
    case .notAccessible:
      "Can't open the database \(path): \(cause). Its directory must exist and be writable by the "
        + "user that runs Chancery."
    case .notADatabase:
      "\(path) is not a sound SQLite database: \(cause). Name another file, or restore this one "
        + "from a copy."
    case .inUse(let processID):
      "The database \(path) is served by another process\(processID.map { " (\($0))" } ?? ""). Stop "
        + "that one first; several processes at one database need PostgreSQL."
    case .newerSchema:
      "The database \(path) was changed by a newer version of Chancery. Use that version, or "
        + "restore a copy from before the upgrade."
    case .notDurable(let setting):
      "SQLite won't keep \(path) durably: \(setting) is \(cause). Move the file to a local disk."
    case .other:
      "Can't open the database \(path): \(cause)."
    }
  }
}
