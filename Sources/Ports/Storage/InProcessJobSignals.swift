package import AuthorityModel
internal import Synchronization

/// Signals between the parts of one process.
package final class InProcessJobSignals<WaitingClock: Clock<Duration>>: JobSignals {
  private typealias Board = JobSignalBoard<CheckedContinuation<Void, Never>>

  private let clock: WaitingClock
  private let board = Mutex(Board())

  package init(clock: WaitingClock = ContinuousClock()) {
    self.clock = clock
  }

  /// Nobody waits and nothing is kept for anybody.
  package var isIdle: Bool { board.withLock(\.isEmpty) }

  package func jobQueued(_ order: OrderID, of account: AccountID, at position: QueuePosition) {
    lookAgain()
  }

  package func lookAgain() {
    for waiter in board.withLock({ $0.lookAgain() }) { waiter.resume() }
  }

  package func nextJob(within limit: Duration) async {
    let key = board.withLock { $0.nextKey() }
    await withDeadline(limit) {
      await self.wait {
        $0.awaitJob(key, $1)
      } orStop: {
        $0.stopAwaitingJob(key)
      }
    }
  }

  package func ended(_ order: OrderID, as outcome: Order.Outcome) {
    for waiter in board.withLock({ $0.ended(order, as: outcome) }) { waiter.resume() }
  }

  package func expectEnd(of order: OrderID) {
    board.withLock { $0.expectEnd(of: order) }
  }

  package func cancelExpectation(of order: OrderID) {
    board.withLock { $0.cancelExpectation(of: order) }
  }

  package func outcome(of order: OrderID, within limit: Duration) async -> Order.Outcome? {
    let key = board.withLock { $0.nextKey() }
    await withDeadline(limit) {
      await self.wait {
        $0.awaitEnd(of: order, key, $1)
      } orStop: {
        $0.stopAwaitingEnd(of: order, key)
      }
    }
    return board.withLock { $0.collectOutcome(of: order) }
  }

  /// Waits until the board lets go of the waiter or the task is cancelled.
  private func wait(
    _ register: @Sendable (inout Board, CheckedContinuation<Void, Never>) -> Bool,
    orStop stop: @Sendable (inout Board) -> CheckedContinuation<Void, Never>?
  ) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A cancellation before this lock is seen here, one after it finds the waiter registered.
        let isWaiting = board.withLock { board in
          !Task.isCancelled && register(&board, continuation)
        }
        if !isWaiting { continuation.resume() }
      }
    } onCancel: {
      board.withLock { stop(&$0) }?.resume()
    }
  }

  /// Cancels an operation when the time is over.
  private func withDeadline(
    _ limit: Duration, _ operation: @escaping @Sendable () async -> Void
  ) async {
    await withTaskGroup { group in
      group.addTask { await operation() }
      group.addTask { [clock] in try? await clock.sleep(for: limit, tolerance: nil) }
      await group.next()
      group.cancelAll()
    }
  }
}
