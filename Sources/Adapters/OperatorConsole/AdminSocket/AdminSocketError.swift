/// Why the admin socket can't be had.
package enum AdminSocketError: Error, Sendable, Hashable {
  /// Another process answers at this path.
  case inUse(path: String)
  /// Something that is no socket lies at the path.
  case notASocket(path: String)
  case unavailable(path: String, reason: String)
}

extension AdminSocketError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .inUse(let path):
      "another serve runs on this database: it answers at \(path). Stop that one first"
    case .notASocket(let path):
      "\(path) is no socket. Remove it; administrators reach a running serve there"
    case .unavailable(let path, let reason):
      "the admin socket \(path) can't be opened: \(reason)"
    }
  }
}
