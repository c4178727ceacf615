package import AuthorityModel
internal import ServiceLifecycle
internal import Storage
internal import Synchronization

/// How an answer waits for its validation (law 6, applied to challenges).
///
/// It is woken by the end of its own attempt, and holds nothing but its connection meanwhile. Why it waits,
/// and for how long: docs/decisions/0030.
extension ValidationService {
  /// An order was opened for which these are to be answered.
  ///
  /// Its answers wait in all as long as those of a few orders for one name.
  package func expectAnswers(to authorizations: [AuthorizationID]) {
    guard terms.answerWait > .zero, authorizations.count > 1 else { return }
    credits.withLock {
      $0.open(authorizations, credit: terms.answerWait * Self.fullWaitsOfAnOrder)
    }
  }

  private static let fullWaitsOfAnOrder = 5

  /// For how long an answer that comes now may wait; not at all where that would be in vain.
  func timeToWait(at id: AuthorizationID) -> Duration {
    guard terms.answerWait > .zero, !Task.isShuttingDownGracefully,
      backlogWait < terms.answerWait
    else { return .zero }
    let credit = credits.withLock { $0.credit(for: id) }
    return TimeBudget.current.limit(
      min(terms.answerWait, credit ?? terms.answerWait), reserving: Self.answeringTime)
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
    let start = steadyClock.now
    defer { credits.withLock { $0.spend(steadyClock.now - start, for: id) } }
    return await withGracefulShutdownHandler {
      await ends.outcome(of: id, within: limit)
    } onGracefulShutdown: {
      self.ends.abandon(id)
    }
  }
}
