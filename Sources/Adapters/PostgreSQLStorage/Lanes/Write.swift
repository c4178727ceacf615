/// The name of one write, which its rows keep: so it is known again once its connection was lost.
struct WriteID: Sendable {
  let argument: Argument

  init() {
    var generator = SystemRandomNumberGenerator()
    let halves = (generator.next(), generator.next())
    argument = .bytes(withUnsafeBytes(of: halves) { Array($0) })
  }
}

/// A change of the database: what runs, how its answer reads, and how one knows it again.
///
/// Where the connection is lost between the statements and their answer, nobody knows whether they took
/// effect. So each write runs again, on the next connection. Most say the same the second time. The others
/// would then say that somebody was faster; for them ``recognition`` looks who it was.
struct Write<Value: Sendable>: Sendable {
  /// One transaction; the last statement's rows are the answer.
  let commands: [Command]
  let read: @Sendable (Rows) throws -> Value
  let recognition: Recognition<Value>?

  init(
    _ commands: [Command], recognizedBy recognition: Recognition<Value>? = nil,
    _ read: @escaping @Sendable (Rows) throws -> Value
  ) {
    self.commands = commands
    self.recognition = recognition
    self.read = read
  }

  init(
    _ statement: Statement, _ arguments: [Argument],
    recognizedBy recognition: Recognition<Value>? = nil,
    _ read: @escaping @Sendable (Rows) throws -> Value
  ) {
    self.init([Command(statement, arguments)], recognizedBy: recognition, read)
  }
}

/// Finds out whether it was this very write that took effect before its connection was lost.
struct Recognition<Value: Sendable>: Sendable {
  let command: Command
  /// Whether to look before the write runs again: where running it twice would do harm.
  let comesFirst: Bool
  /// Whether an answer says that the write changed nothing.
  let isNeeded: @Sendable (Value) -> Bool
  /// Reads what the write would have answered; nil where it took no effect.
  let read: @Sendable (Rows) throws -> Value?

  init(
    _ statement: Statement, _ arguments: [Argument],
    first comesFirst: Bool = false, where isNeeded: @escaping @Sendable (Value) -> Bool,
    _ read: @escaping @Sendable (Rows) throws -> Value?
  ) {
    command = Command(statement, arguments)
    self.comesFirst = comesFirst
    self.isNeeded = isNeeded
    self.read = read
  }
}

extension Recognition where Value == Bool {
  /// Any row says that it was this write.
  init(anyRowOf statement: Statement, _ arguments: [Argument]) {
    self.init(statement, arguments, where: { !$0 }) { $0.count > 0 ? true : nil }
  }
}
