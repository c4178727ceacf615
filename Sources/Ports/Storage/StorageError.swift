/// Why storage could not do what was asked.
package enum StorageError: Error, Sendable, Hashable {
  /// The database can't be reached or written now: full disk, lost connection, shutting down. Nothing
  /// was stored; the caller may try again later.
  case unavailable(reason: String)
  /// The database holds what this version can't read. Trying again won't help.
  case corrupt(what: String)
}

extension StorageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable(let reason): "The database can't be used now: \(reason)."
    case .corrupt(let what):
      "The database holds what this version can't read: \(what). Restore it from a copy, or use the "
        + "version that wrote it."
    }
  }
}
