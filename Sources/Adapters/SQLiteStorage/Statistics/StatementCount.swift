internal import GRDB
internal import Synchronization

/// Counts what SQLite runs, on any connection, whoever asked for it.
///
/// SQLite itself says so at each statement's first step; nothing is expanded or copied, so that it
/// costs some nanoseconds. An observer, if there is one, is told each statement's text.
final class StatementCount: Sendable {
  private let count = Atomic(0)
  private let observer: (@Sendable (String) -> Void)?

  init(observer: (@Sendable (String) -> Void)? = nil) {
    self.observer = observer
  }

  var value: Int { count.load(ordering: .relaxed) }

  /// Counts a connection's statements from now on.
  func watch(_ database: Database) {
    database.trace(options: .statement) { [self] event in
      count.wrappingAdd(1, ordering: .relaxed)
      guard let observer, case .statement(let statement) = event else { return }
      observer(statement.sql)
    }
  }
}
