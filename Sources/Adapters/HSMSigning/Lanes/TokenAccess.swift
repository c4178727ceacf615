import Signing

/// What the lanes of a pool do with a token, on their own threads.
///
/// Every call may block, and may hang: the lane is then given up. Each throws what failed and what
/// follows from it.
protocol TokenAccess: Sendable {
  /// The module and the token in it.
  associatedtype Connection: Sendable
  /// One lane's session and the keys found in it; it never leaves the lane's thread.
  associatedtype LaneSession

  /// Opens the module and finds the token.
  ///
  /// - Parameters:
  ///   - previous: The last connection, if there was one.
  ///   - reinitialising: Whether the module must be initialised anew.
  func connect(
    after previous: Connection?, reinitialising: Bool
  ) throws(LaneFault) -> (Connection, TokenTerms)

  func openSession(_ connection: Connection) throws(LaneFault) -> LaneSession

  /// Logs in for all sessions; a wrong PIN is sent once (law 8).
  func logIn(_ session: LaneSession, _ connection: Connection) throws(LaneFault)

  /// Finds all keys anew in a session and proves each by a signature (law 9).
  func proveKeys(_ session: inout LaneSession) throws(LaneFault)

  /// Asks after a session that was idle.
  func ping(_ session: LaneSession) throws(LaneFault)

  /// Whether the PIN is another than the one for which the token was parked.
  func hasNewPIN() -> Bool
}
