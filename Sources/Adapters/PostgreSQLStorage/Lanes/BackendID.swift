/// The process of the server that serves one connection.
///
/// Numbers come again; together with the time of its start it is that very process and no other, on that
/// server and no other.
struct BackendID: Sendable, Hashable {
  let processID: Int64
  /// As PostgreSQL writes it, to the microsecond.
  let start: String

  init(_ columns: inout RowReader) throws {
    processID = try columns.integer()
    start = try columns.text()
  }

  /// Says who serves the connection that asks.
  static let own = Command(
    .once(
      """
      SELECT pid::bigint, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()
      """))

  /// Ends this one, and waits until it has: what it was sent has then taken effect or never will.
  ///
  /// Else statements whose connection was lost could be executed after they were sent again. It ends a
  /// session of the same role only, which needs no right.
  var termination: Command {
    Command(
      .once(
        """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE pid = $1::bigint AND backend_start = $2::text::timestamptz
        """), [.integer(processID), .text(start)])
  }
}
