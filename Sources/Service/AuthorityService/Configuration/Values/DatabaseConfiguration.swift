/// Where everything durable is kept.
package enum DatabaseConfiguration: Sendable, Equatable {
  /// An SQLite file, as an absolute path.
  case sqlite(Located<String>)

  /// The SQLite file's path.
  package var path: String {
    switch self {
    case .sqlite(let file): file.value
    }
  }
}
