internal import Dispatch
internal import Storage

/// One connection that is kept up, and the statements that go over it, in groups.
///
/// A group is what has come while the former one was under way: one transaction, one round trip. A lost
/// connection is replaced, with growing pauses; what wasn't sent yet waits for the new one until its
/// deadline. What was sent and not answered is its caller's to judge (``QueryError/Kind/unanswered``).
actor DatabaseLane {
  enum Kind: Sendable {
    case reading
    /// Waits for company, so that one commit serves many.
    case writing
  }

  enum Phase {
    case disconnected
    case connecting(LibpqConnection)
    /// Its settings are being made.
    case settling(LibpqConnection, SubmissionGroup)
    case idle(LibpqConnection)
    case busy(LibpqConnection, SubmissionGroup)
    case closed
  }

  nonisolated let executor: SerialQueueExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
  nonisolated let inbox = LaneInbox()

  let target: ConnectionTarget
  let kind: Kind
  let settings: LaneSettings
  let onConnection: (@Sendable () -> Void)?
  let onNotification: (@Sendable (_ channel: String, _ payload: String) -> Void)?

  var phase = Phase.disconnected
  /// Groups that were rolled back and are to be run again, before anything new.
  var retries: [SubmissionGroup] = []
  var pacing = GroupPacing()
  var isPausing = false
  var statistics = LaneStatistics()
  var readingWatch: SocketWatch?
  var writingWatch: SocketWatch?
  var backoff = ConnectionBackoff()
  /// Why there is no connection.
  var trouble: String?
  /// Why the last group could not be committed, for a reason that lies in no statement of it.
  var groupTrouble: String?
  var writeTrouble: String? { trouble ?? groupTrouble }
  /// Who serves this connection, by its process's number and start.
  var backend: BackendID?
  /// Who served the last one, which was lost with statements under way.
  var predecessor: BackendID?
  /// Since when the phase lasts, for what takes too long.
  var phaseStart = ContinuousClock.now
  var isTicking = false
  var whenClosed: [CheckedContinuation<Void, Never>] = []

  init(
    to target: ConnectionTarget, _ kind: Kind, label: String, settings: LaneSettings,
    onConnection: (@Sendable () -> Void)? = nil,
    onNotification: (@Sendable (_ channel: String, _ payload: String) -> Void)? = nil
  ) {
    self.target = target
    self.kind = kind
    self.settings = settings
    self.onConnection = onConnection
    self.onNotification = onNotification
    executor = SerialQueueExecutor(label: label)
  }

  /// Runs statements in a transaction that is shared with others.
  ///
  /// - Parameter read: Reads the rows of the last statement, on the lane.
  nonisolated func run<Value: Sendable>(
    _ commands: [Command], within patience: Duration,
    _ read: @escaping @Sendable (Rows) throws -> Value
  ) async throws(QueryError) -> Value {
    let deadline = ContinuousClock.now + patience
    let result: Result<Value, QueryError> = await withCheckedContinuation { continuation in
      submit(Submission(commands, before: deadline, reading: read, continuation))
    }
    return try result.get()
  }

  private nonisolated func submit(_ submission: Submission) {
    switch inbox.put(submission) {
    case .waits: break
    case .wakes: onQueue { $0.proceed() }
    case .refused(let reason):
      submission.fail(QueryError(.notSent, "PostgreSQL isn't asked: \(reason)"))
    }
  }

  /// Connects before the first statement comes.
  nonisolated func open() { onQueue { $0.connect() } }

  /// Lets the group in hand end, refuses all that comes, and closes the connection.
  func close() async {
    for submission in inbox.close() {
      submission.fail(QueryError(.notSent, "the connection to PostgreSQL is being closed"))
    }
    switch phase {
    case .closed: return
    case .disconnected, .connecting, .settling, .idle: return end()
    case .busy: break
    }
    await withCheckedContinuation { whenClosed.append($0) }
  }

  func end() {
    dropWatches()
    phase = .closed
    for closing in whenClosed { closing.resume() }
    whenClosed = []
  }

  func dropWatches() {
    readingWatch = nil
    writingWatch = nil
  }

  /// Runs on the lane's queue, from a source or a timer of it.
  nonisolated func onQueue(
    after delay: Duration = .zero, _ body: @escaping @Sendable (isolated DatabaseLane) -> Void
  ) {
    let work: @Sendable () -> Void = { [weak self] in
      guard let self else { return }
      self.assumeIsolated { body($0) }
    }
    guard delay > .zero else { return executor.queue.async(execute: work) }
    executor.queue.asyncAfter(
      deadline: .now() + .nanoseconds(Int(delay / .nanoseconds(1))), execute: work)
  }
}

/// How patient a lane is, and what its connections are set to.
struct LaneSettings: Sendable {
  var connectTimeout: Duration = .seconds(5)
  /// After that long PostgreSQL itself gives a statement up, and rolls back.
  var statementTimeout: Duration = .seconds(10)
  /// Channels to listen to.
  var channels: [String] = []

  /// How long to wait for the answer of a whole group before the connection is taken for dead.
  var answerTimeout: Duration { statementTimeout + .seconds(5) }

  /// What each new connection runs first.
  ///
  /// Every statement is known and has its index. A partition that was looked at while it was empty would
  /// be read from end to end by a plan of that day, however fast it grows: so the planner may not choose.
  var commands: [Command] {
    let timeout = "\(statementTimeout.inWholeMilliseconds)"
    return [
      Command(
        .once(
          """
          SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $1, false),
            set_config('idle_in_transaction_session_timeout', '30000', false),
            set_config('synchronous_commit',
              CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
                ELSE current_setting('synchronous_commit') END, false),
            set_config('plan_cache_mode', 'force_generic_plan', false),
            set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false)
          """), [.text(timeout)])
    ] + channels.map { Command(.once("LISTEN \($0)")) }
  }
}

extension Duration {
  fileprivate var inWholeMilliseconds: Int64 { Int64(self / .milliseconds(1)) }
}

/// How long to wait before the next attempt to connect.
struct ConnectionBackoff: Sendable {
  private var failures = 0

  mutating func succeeded() { failures = 0 }

  mutating func failed() -> Duration {
    failures += 1
    return failures == 1 ? .milliseconds(20) : .milliseconds(min(1000, 20 << min(failures, 6)))
  }
}
