internal import Synchronization

/// Ends that somebody waits for, such as that of an order: one who expects it doesn't miss it, and is
/// woken by it.
///
/// Signals between the parts of one process, each a hint: who waits also looks for himself once the
/// time is over.
package final class Expectations<Subject: Hashable & Sendable, Outcome: Sendable>: Sendable {
  private typealias Board = ExpectationBoard<Subject, Outcome, CheckedContinuation<Void, Never>>

  private let waiting: BoundedWait
  private let board = Mutex(Board())

  /// - Parameter clock: What measures how long somebody waits.
  package init(clock: any Clock<Duration>) {
    waiting = BoundedWait(clock: clock)
  }

  /// Nobody waits and nothing is kept for anybody.
  package var isIdle: Bool { board.withLock(\.isEmpty) }

  /// Says beforehand that an end will be waited for; an end from now on is not missed.
  ///
  /// Each expectation is kept until ``outcome(of:within:)`` returns or ``cancel(_:)`` is called, one of
  /// which must follow.
  package func expect(_ subject: Subject) {
    board.withLock { $0.expect(subject) }
  }

  /// Ends an expectation that nobody will wait for.
  package func cancel(_ subject: Subject) {
    board.withLock { $0.cancel(subject) }
  }

  package func ended(_ subject: Subject, as outcome: Outcome) {
    for waiter in board.withLock({ $0.ended(subject, as: outcome) }) { waiter.resume() }
  }

  /// Lets go of those who wait, though nothing has ended.
  package func abandon(_ subject: Subject) {
    for waiter in board.withLock({ $0.abandon(subject) }) { waiter.resume() }
  }

  /// Waits for an end that was expected, and ends the expectation.
  ///
  /// - Returns: The outcome, or nil when the time was over, the task cancelled or the wait abandoned
  ///   before it came.
  package func outcome(of subject: Subject, within limit: Duration) async -> Outcome? {
    let key = board.withLock { $0.nextKey() }
    await waiting.wait(atMost: limit) { waiter in
      self.board.withLock { $0.register(waiter, as: key, for: subject) }
    } orStop: {
      self.board.withLock { $0.remove(key, from: subject) }
    }
    return board.withLock { $0.collectOutcome(of: subject) }
  }
}
