package import AuthorityModel
internal import Synchronization

/// Signals between the parts of one process.
package final class InProcessJobSignals<WaitingClock: Clock<Duration>>: JobSignals {
  private typealias Board = JobSignalBoard<CheckedContinuation<Void, Never>>

  private let waiting: BoundedWait
  private let board = Mutex(Board())
  private let ends: Expectations<OrderID, Order.Outcome>

  package init(clock: WaitingClock = ContinuousClock()) {
    waiting = BoundedWait(clock: clock)
    ends = Expectations(clock: clock)
  }

  /// Nobody waits and nothing is kept for anybody.
  package var isIdle: Bool { board.withLock(\.isEmpty) && ends.isIdle }

  package func jobQueued(_ order: OrderID, of account: AccountID, at position: QueuePosition) {
    lookAgain()
  }

  package func lookAgain() {
    for waiter in board.withLock({ $0.lookAgain() }) { waiter.resume() }
  }

  package func nextJob(within limit: Duration) async {
    let key = board.withLock { $0.nextKey() }
    await waiting.wait(atMost: limit) { waiter in
      self.board.withLock { $0.awaitJob(key, waiter) }
    } orStop: {
      self.board.withLock { $0.stopAwaitingJob(key) }
    }
  }

  package func ended(_ order: OrderID, as outcome: Order.Outcome) {
    ends.ended(order, as: outcome)
  }

  package func expectEnd(of order: OrderID) { ends.expect(order) }

  package func cancelExpectation(of order: OrderID) { ends.cancel(order) }

  package func outcome(of order: OrderID, within limit: Duration) async -> Order.Outcome? {
    await ends.outcome(of: order, within: limit)
  }
}
