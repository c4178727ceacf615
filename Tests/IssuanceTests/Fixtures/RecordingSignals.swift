import AuthorityModel
import Storage
import Synchronization

/// Signals of one process that remember what was announced, and what the disk held at that moment.
final class RecordingSignals: JobSignals {
  struct Announcement: Sendable {
    let order: OrderID
    let outcome: Order.Outcome
    /// The disk as it was when the announcement was made.
    let disk: DatabaseDisk
  }

  /// Yields after each announcement has been noted.
  let endings: AsyncStream<OrderID>
  /// Yields when a job is said to be there, or a service wakes itself to shut down.
  let wakings: AsyncStream<Void>

  private let base = InProcessJobSignals(clock: StandingClock())
  private let disk: DatabaseDisk
  private let log = Mutex<[Announcement]>([])
  private let endingsSource: AsyncStream<OrderID>.Continuation
  private let wakingsSource: AsyncStream<Void>.Continuation

  init(disk: DatabaseDisk) {
    self.disk = disk
    (endings, endingsSource) = AsyncStream.makeStream()
    (wakings, wakingsSource) = AsyncStream.makeStream()
  }

  var announcements: [Announcement] { log.withLock(\.self) }

  func jobQueued(_ order: OrderID, of account: AccountID, at position: QueuePosition) {
    base.jobQueued(order, of: account, at: position)
    wakingsSource.yield()
  }

  func lookAgain() {
    base.lookAgain()
    wakingsSource.yield()
  }

  func nextJob(within limit: Duration) async { await base.nextJob(within: limit) }

  func ended(_ order: OrderID, as outcome: Order.Outcome) {
    if let disk = try? disk.snapshot() {
      log.withLock { $0.append(Announcement(order: order, outcome: outcome, disk: disk)) }
    }
    base.ended(order, as: outcome)
    endingsSource.yield(order)
  }

  func expectEnd(of order: OrderID) { base.expectEnd(of: order) }
  func cancelExpectation(of order: OrderID) { base.cancelExpectation(of: order) }

  func outcome(of order: OrderID, within limit: Duration) async -> Order.Outcome? {
    await base.outcome(of: order, within: limit)
  }
}

/// A clock on which no wait ever ends by itself: whoever goes on was woken by a signal.
struct StandingClock: Clock {
  var now: ContinuousClock.Instant { ContinuousClock.now }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    let (stream, _) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    try Task.checkCancellation()
  }
}
