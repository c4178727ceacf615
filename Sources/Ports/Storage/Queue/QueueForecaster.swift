package import AuthorityModel
internal import Synchronization

/// Signals that are listened to, so that it is known what to expect of the queue.
///
/// It stands between those who signal and those who are woken: acceptances and ends pass through it. What
/// was in the queue before the process began comes from the database, once. It knows nothing else: where
/// several processes share a database, their signals must all come through here.
package final class QueueForecaster: JobSignals, QueueForecasts {
  private let signals: any JobSignals
  private let clock: SteadyClock
  private let board: Mutex<QueueBoard>

  package init(_ signals: any JobSignals, board: QueueBoard, clock: SteadyClock) {
    self.signals = signals
    self.board = Mutex(board)
    self.clock = clock
  }

  /// Takes over what is in the queue as the process begins.
  package func takeOver(_ jobs: any JobStore) async throws(StorageError) {
    let entries = try await jobs.positions()
    let now = clock.now
    board.withLock { board in
      for entry in entries {
        board.takenOver(entry.order, of: entry.account, at: entry.position, now: now)
      }
    }
  }

  /// How many can end in a second while there are enough; nil while nothing drains.
  package var jobsPerSecond: Double? {
    let now = clock.now
    return board.withLock { $0.jobsPerSecond(at: now) }
  }

  package var jobCount: Int { board.withLock(\.jobCount) }

  package func wait(ofNext queueClass: QueueClass, for account: AccountID?) -> QueueForecast {
    let now = clock.now
    return board.withLock { $0.forecast(ofNext: queueClass, for: account, at: now) }
  }

  package func wait(of order: OrderID) -> QueueForecast? {
    let now = clock.now
    return board.withLock { $0.forecast(of: order, at: now) }
  }

  package func expectEnd(of order: OrderID) {
    board.withLock { $0.announce(order) }
    signals.expectEnd(of: order)
  }

  package func cancelExpectation(of order: OrderID) {
    board.withLock { $0.withdraw(order) }
    signals.cancelExpectation(of: order)
  }

  package func jobQueued(_ order: OrderID, of account: AccountID, at position: QueuePosition) {
    let now = clock.now
    board.withLock { $0.accepted(order, of: account, at: position, now: now) }
    signals.jobQueued(order, of: account, at: position)
  }

  package func ended(_ order: OrderID, as outcome: Order.Outcome) {
    let now = clock.now
    board.withLock { board in
      switch outcome {
      case .issued: board.ended(order, now: now)
      case .failed: board.failed(order, now: now)
      }
    }
    signals.ended(order, as: outcome)
  }

  package func lookAgain() { signals.lookAgain() }

  package func nextJob(within limit: Duration) async { await signals.nextJob(within: limit) }

  package func outcome(of order: OrderID, within limit: Duration) async -> Order.Outcome? {
    await signals.outcome(of: order, within: limit)
  }
}
