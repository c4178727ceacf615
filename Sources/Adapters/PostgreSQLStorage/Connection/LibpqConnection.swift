internal import CPostgreSQL
internal import Glibc

/// A connection of libpq that never blocks, for use by one actor.
///
/// It is made, polled until it stands, and from then on in pipeline mode: a *batch* of commands is one
/// transaction that PostgreSQL commits at the sync behind it, and one round trip.
final class LibpqConnection {
  enum Polling {
    case reading
    case writing
    case connected
    case failed(String)
  }

  /// What comes back of a batch, in the order of its commands.
  enum Reply {
    case rows(command: Int, Rows)
    case failure(command: Int?, QueryError)
    /// All that was sent has been answered.
    case end
  }

  private enum Expectation {
    case preparation(of: Statement, command: Int)
    case rows(command: Int)
    case sync
  }

  private let handle: OpaquePointer
  private var prepared: Set<String> = []
  private var expected: [Expectation] = []
  private var nextExpected = 0
  private var hasFailed = false

  init?(to target: ConnectionTarget) {
    guard let handle = target.withParameters({ PQconnectStartParams($0, $1, 0) }) else {
      return nil
    }
    self.handle = handle
    // Else libpq prints what servers remark; nothing of it is for whoever reads standard error.
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  deinit { PQfinish(handle) }

  var socket: Int32 { PQsocket(handle) }

  /// What libpq says of the connection itself, in one line.
  var message: String {
    let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
    return text.split(whereSeparator: \.isNewline)
      .joined(separator: "; ").replacing("\t", with: " ")
  }

  /// Goes on with connecting, once the socket is ready for what was asked for last.
  func poll() -> Polling {
    switch PQconnectPoll(handle) {
    case PGRES_POLLING_READING: return .reading
    case PGRES_POLLING_WRITING: return .writing
    case PGRES_POLLING_OK:
      guard PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
        return .failed(message)
      }
      return .connected
    default: return .failed(message)
    }
  }

  /// Puts a batch into libpq's buffer; the former one must have been answered.
  func send(_ commands: [Command]) -> Bool {
    expected = []
    nextExpected = 0
    hasFailed = false
    var preparing: Set<String> = []
    for (index, command) in commands.enumerated() {
      let statement = command.statement
      if statement.isPrepared, !prepared.contains(statement.name),
        preparing.insert(statement.name).inserted
      {
        guard PQsendPrepare(handle, statement.name, statement.sql, 0, nil) == 1 else {
          return false
        }
        expected.append(.preparation(of: statement, command: index))
      }
      guard send(command) else { return false }
      expected.append(.rows(command: index))
    }
    guard PQpipelineSync(handle) == 1 else { return false }
    expected.append(.sync)
    return true
  }

  private func send(_ command: Command) -> Bool {
    let statement = command.statement
    let isSent = ArgumentBuffer(command.arguments).withPointers {
      count, values, lengths, formats in
      statement.isPrepared
        ? PQsendQueryPrepared(handle, statement.name, count, values, lengths, formats, 1)
        : PQsendQueryParams(handle, statement.sql, count, nil, values, lengths, formats, 1)
    }
    return isSent == 1
  }

  enum Flushing { case done, waiting, failed }

  /// Writes what the socket takes now.
  func flush() -> Flushing {
    switch PQflush(handle) {
    case 0: .done
    case 1: .waiting
    default: .failed
    }
  }

  /// Reads what has come, and hands on the replies that are complete.
  ///
  /// - Returns: Whether the connection still stands.
  func receive(_ body: (Reply) -> Void) -> Bool {
    repeat {
      // What was read before the end came is still there to be taken.
      let isAlive = PQconsumeInput(handle) == 1
      takeReplies(body)
      guard isAlive, PQstatus(handle) == CONNECTION_OK else { return false }
      // libdispatch tells once that the other side has closed, and never again: libpq, which reads a
      // part at a time, must come to the end now.
    } while hasPeerClosed
    return true
  }

  private var hasPeerClosed: Bool {
    var descriptor = pollfd(fd: socket, events: 0, revents: 0)
    // POLLHUP and POLLERR are told unasked.
    return Glibc.poll(&descriptor, 1, 0) > 0
  }

  private func takeReplies(_ body: (Reply) -> Void) {
    while nextExpected < expected.count, PQisBusy(handle) == 0 {
      guard let result = PQgetResult(handle) else {
        guard case .sync = expected[nextExpected] else {
          // The null pointer behind the results of one command.
          nextExpected += 1
          continue
        }
        return
      }
      take(result, body)
      PQclear(result)
      if PQstatus(handle) == CONNECTION_BAD { return }
    }
  }

  private func take(_ result: OpaquePointer, _ body: (Reply) -> Void) {
    switch (PQresultStatus(result), expected[nextExpected]) {
    case (PGRES_PIPELINE_SYNC, .sync):
      nextExpected += 1
      body(.end)
    case (PGRES_COMMAND_OK, .preparation(let statement, _)):
      prepared.insert(statement.name)
    case (PGRES_COMMAND_OK, .rows(let command)), (PGRES_TUPLES_OK, .rows(let command)):
      body(.rows(command: command, Rows(result)))
    case (PGRES_PIPELINE_ABORTED, _): break
    case (_, let expectation):
      guard !hasFailed else { return }
      hasFailed = true
      let command: Int? =
        switch expectation {
        case .preparation(_, let command), .rows(let command): command
        case .sync: nil
        }
      body(.failure(command: command, QueryError(result, of: self)))
    }
  }

  /// Hands on the notifications that have come (`LISTEN`).
  func takeNotifications(_ body: (_ channel: String, _ payload: String) -> Void) {
    while let notification = PQnotifies(handle) {
      body(
        String(cString: notification.pointee.relname), String(cString: notification.pointee.extra))
      PQfreemem(notification)
    }
  }
}

extension QueryError {
  /// Takes the primary message alone: details and contexts hold values of rows.
  fileprivate init(_ result: OpaquePointer, of connection: LibpqConnection) {
    func field(_ code: Character) -> String? {
      PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
    // PG_DIAG_SQLSTATE, PG_DIAG_MESSAGE_PRIMARY
    guard let state = field("C"), let message = field("M") else {
      self.init(.unanswered, connection.message)
      return
    }
    self.init(.server(SQLState(rawValue: state)), "\(message) (SQLSTATE \(state))")
  }
}
