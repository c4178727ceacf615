internal import Dispatch
package import GRDB
package import Storage

/// Commits many writers' statements together: one transaction and one sync for a group.
///
/// One group at a time is written; who comes meanwhile waits for the next. A writer is answered once
/// his group is durable. His failure undoes his own statements only; a failed commit is everybody's.
package final class GroupedWriter: Sendable {
  /// Writers who may wait; more are refused, since they would wait for seconds.
  package static let queueLimit = 8192
  private static let groupLimit = 512

  private enum Phase: Sendable, Equatable {
    case idle
    /// Waits for company; the number tells one pause from the next.
    case paused(Int)
    case committing(writers: Int)
  }

  private struct State: Sendable {
    var phase = Phase.idle
    var pauseCount = 0
    var waiting: [PendingWrite] = []
    var pacing = CommitPacing()
    var statistics = StorageStatistics()
    var trouble: StorageError?
    var isClosed = false
    var whenIdle: [CheckedContinuation<Void, Never>] = []
  }

  private let pool: DatabasePool
  private let cache: RowCache
  private let log: LogMover
  private let state = Guarded(State())

  init(_ pool: DatabasePool, moving log: LogMover, publishingTo cache: RowCache) {
    self.pool = pool
    self.log = log
    self.cache = cache
  }

  /// What this writer has done; what else the database did isn't in it.
  var statistics: StorageStatistics { state.withLock { $0.statistics } }

  /// Why a group could not be written, for a reason that lies in no write of it; nil once one was.
  var trouble: StorageError? { state.withLock(\.trouble) }

  /// Takes it that something could be written that the count of changes doesn't show.
  func endTrouble() { state.withLock { $0.trouble = nil } }

  /// A group's transaction is under way.
  package var isCommitting: Bool {
    state.withLock { if case .committing(let writers) = $0.phase { writers > 0 } else { false } }
  }

  /// Writers who wait for a commit to begin.
  package var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Runs statements inside a transaction that is shared with other writers.
  ///
  /// - Parameters:
  ///   - body: Runs on the writing connection; it must neither begin nor end a transaction, and have no
  ///     other effect than its statements have: it runs again where another write of its group failed.
  ///     What it throws undoes its own statements and reaches this caller only.
  ///   - publish: Called once the commit has returned, before any writer of the group goes on, in the
  ///     order of commits; it tells the cache.
  /// - Returns: What `body` returned, once it is durable.
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value,
    publishing publish: @escaping @Sendable (Value) -> Void = { _ in }
  ) async throws(StorageError) -> Value {
    let result: Result<Value, StorageError> = await withCheckedContinuation { continuation in
      enqueue(PendingWrite(body, publishing: publish, continuation))
    }
    return try result.get()
  }

  /// Refuses new writers, and returns when the last commit has ended.
  ///
  /// - Returns: False where it was closed before.
  package func close() async -> Bool {
    let isFirst = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        if state.phase == .idle { return true }
        state.whenIdle.append(continuation)
        return false
      }
      if isIdle { continuation.resume() }
    }
    return isFirst
  }

  private enum Arrival {
    case wait
    case next(NextStep)
    case refuse(reason: String)
  }

  private enum NextStep {
    case commit
    case pause(Int, Duration)
  }

  private func enqueue(_ write: PendingWrite) {
    let now = ContinuousClock.now
    let arrival: Arrival = state.withLock { state in
      guard !state.isClosed else { return .refuse(reason: "it is being closed") }
      guard state.waiting.count < Self.queueLimit else {
        return .refuse(reason: "\(state.waiting.count) writes wait already")
      }
      var others = state.waiting.count
      if case .committing(let writers) = state.phase { others += writers }
      state.pacing.arrived(finding: others, at: now)
      state.waiting.append(write)
      switch state.phase {
      case .committing: return .wait
      case .idle: return .next(Self.proceed(&state, at: now))
      case .paused:
        guard state.pacing.isFull(state.waiting.count) else { return .wait }
        return .next(Self.proceed(&state, at: now))
      }
    }
    switch arrival {
    case .wait: break
    case .next(let step): take(step)
    case .refuse(let reason): write.fail(.unavailable(reason: reason))
    }
  }

  /// Lets the waiting writers commit, now or after a pause for company.
  private static func proceed(_ state: inout State, at now: ContinuousClock.Instant) -> NextStep {
    let delay = state.pacing.delay(forGroupOf: state.waiting.count, at: now)
    guard delay > .zero else {
      state.phase = .committing(writers: 0)
      return .commit
    }
    state.pauseCount += 1
    state.phase = .paused(state.pauseCount)
    return .pause(state.pauseCount, delay)
  }

  private func take(_ step: NextStep) {
    switch step {
    case .commit:
      pool.asyncWriteWithoutTransaction { self.commitGroup(in: $0) }
    case .pause(let number, let delay):
      let nanoseconds = Int(delay / .nanoseconds(1))
      DispatchQueue.global().asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) {
        self.endPause(number)
      }
    }
  }

  private func endPause(_ number: Int) {
    let isCurrent = state.withLock { state in
      guard state.phase == .paused(number) else { return false }
      state.phase = .committing(writers: 0)
      return true
    }
    if isCurrent { take(.commit) }
  }

  /// Takes all who wait, nearly always, without copying them.
  private static func takeGroup(from waiting: inout [PendingWrite]) -> [PendingWrite] {
    guard waiting.count > groupLimit else {
      var group: [PendingWrite] = []
      swap(&group, &waiting)
      waiting.reserveCapacity(CommitPacing.fullGroupSize)
      return group
    }
    defer { waiting.removeFirst(groupLimit) }
    return Array(waiting.prefix(groupLimit))
  }

  private func commitGroup(in database: Database) {
    let start = ContinuousClock.now
    let group = state.withLock { state in
      let group = WriteGroup(writes: Self.takeGroup(from: &state.waiting))
      state.phase = .committing(writers: group.writes.count)
      state.pacing.started(at: start)
      return group
    }
    let changes = database.totalChangesCount
    let ending = group.commit(in: database, publishingTo: cache)
    // A commit without changes succeeds on a full disk as well.
    let hasWritten = ending.storedCount > 0 && database.totalChangesCount > changes
    let end = ContinuousClock.now
    // The writers are told last: one who comes back at once must not find himself in the way.
    let step: NextStep? = state.withLock { state in
      if hasWritten || ending.trouble != nil { state.trouble = ending.trouble }
      state.statistics.count(ending, of: group.writes.count, taking: end - start)
      if !state.waiting.isEmpty { return Self.proceed(&state, at: end) }
      state.phase = .idle
      return nil
    }
    if let step { take(step) }
    for tell in ending.tellings { tell() }
    // While nobody waits for this group any more.
    log.committed(writes: ending.storedCount, in: database)
    if step == nil { announceIdleness() }
  }

  /// Lets those go on who wait for the end of the last commit.
  private func announceIdleness() {
    let waiters = state.withLock { state in
      guard state.phase == .idle else { return [CheckedContinuation<Void, Never>]() }
      defer { state.whenIdle = [] }
      return state.whenIdle
    }
    for waiter in waiters { waiter.resume() }
  }
}
