internal import AuthorityModel
internal import ServiceLifecycle
internal import Storage

/// How an answer waits for its validation (law 6, applied to challenges).
///
/// It is woken by the end of its own attempt, and holds nothing but its connection meanwhile. Why it waits,
/// and for how long: docs/decisions/0030.
extension ValidationService {
  /// For how long an answer that comes now may wait; not at all where that would be in vain.
  var timeToWait: Duration {
    guard terms.answerWait > .zero, !Task.isShuttingDownGracefully,
      backlogWait < terms.answerWait
    else { return .zero }
    return TimeBudget.current.limit(terms.answerWait, reserving: Self.answeringTime)
  }

  /// What is kept of a request's time to record the answer and to write it.
  private static let answeringTime = Duration.seconds(1)

  /// Waits for the end of an attempt that was expected.
  ///
  /// - Returns: The authorization as it was recorded after the attempt; nil where there was none in
  ///   time, the client is gone or the server is shutting down.
  func endOfAttempt(at id: AuthorizationID, within limit: Duration) async -> Authorization? {
    guard limit > .zero else {
      ends.cancel(id)
      return nil
    }
    return await withGracefulShutdownHandler {
      await ends.outcome(of: id, within: limit)
    } onGracefulShutdown: {
      self.ends.abandon(id)
    }
  }
}
