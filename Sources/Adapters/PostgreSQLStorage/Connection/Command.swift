/// A statement that each connection prepares once, when it first runs it.
struct Statement: Sendable, Hashable {
  /// One name for one text, on all connections; empty where it isn't worth to be prepared.
  let name: String
  let sql: String

  init(_ name: String, _ sql: String) {
    self.name = name
    self.sql = sql
  }

  /// One that runs once in a process's life: a change of tables, a setting.
  static func once(_ sql: String) -> Statement { Statement("", sql) }

  var isPrepared: Bool { !name.isEmpty }
}

/// A statement with its arguments.
struct Command: Sendable {
  let statement: Statement
  let arguments: [Argument]

  init(_ statement: Statement, _ arguments: [Argument] = []) {
    self.statement = statement
    self.arguments = arguments
  }
}
