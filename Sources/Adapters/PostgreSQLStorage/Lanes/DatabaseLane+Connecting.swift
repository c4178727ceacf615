/// How a lane gets its connection, and gets another when it is lost.
extension DatabaseLane {
  func connect() {
    guard case .disconnected = phase else { return }
    tick()
    guard let connection = LibpqConnection(to: target) else {
      return connectionFailed("there is no memory for a connection")
    }
    enter(.connecting(connection))
    // libpq wants the socket to be written to first.
    watch(connection, .writing)
  }

  func enter(_ next: Phase) {
    phase = next
    phaseStart = .now
  }

  /// The socket is ready for what libpq waited for.
  private func pollOn() {
    guard case .connecting(let connection) = phase else { return }
    dropWatches()
    switch connection.poll() {
    case .reading: watch(connection, .reading)
    case .writing: watch(connection, .writing)
    case .failed(let reason): connectionFailed(reason)
    case .connected: settle(connection)
    }
  }

  private func watch(_ connection: LibpqConnection, _ direction: SocketWatch.Direction) {
    let watch = SocketWatch(connection.socket, direction, on: executor.queue) { [weak self] in
      self?.assumeIsolated { $0.pollOn() }
    }
    guard let watch else { return connectionFailed(connection.message) }
    readingWatch = watch
  }

  /// Makes the settings of a connection that stands.
  private func settle(_ connection: LibpqConnection) {
    let termination = predecessor.map { [$0.termination] } ?? []
    let group = SubmissionGroup([
      Submission(
        settling: settings.commands + termination + [BackendID.own],
        // Both are called on the lane, as all that a group tells.
        { [weak self] backend in self?.assumeIsolated { $0.settled(servedBy: backend) } },
        failing: { [weak self] error in
          self?.assumeIsolated { $0.connectionFailed(error.reason) }
        })
    ])
    readingWatch = SocketWatch(connection.socket, .reading, on: executor.queue) { [weak self] in
      self?.assumeIsolated { $0.receive() }
    }
    guard readingWatch != nil, connection.send(group.commands) else {
      return connectionFailed(connection.message)
    }
    enter(.settling(connection, group))
    flush(connection)
  }

  private func settled(servedBy backend: BackendID?) {
    guard case .idle = phase else { return }
    self.backend = backend
    predecessor = nil
    statistics.connections += 1
    backoff.succeeded()
    trouble = nil
    onConnection?()
    proceed()
  }

  func connectionFailed(_ reason: String) {
    dropWatches()
    if case .closed = phase { return }
    trouble = reason
    enter(.disconnected)
    onQueue(after: backoff.failed()) { $0.connect() }
  }

  /// The connection is gone; what was under way on it may have been committed or not.
  func connectionLost(_ reason: String) {
    switch phase {
    case .closed, .disconnected: return
    case .connecting, .settling: return connectionFailed(reason)
    case .idle: break
    case .busy(_, let group):
      statistics.losses += 1
      predecessor = backend
      let error = QueryError(
        .unanswered, "the connection to \(target) was lost before it answered: \(reason)")
      for member in group.members { member.fail(error) }
    }
    dropWatches()
    guard whenClosed.isEmpty else { return end() }
    trouble = reason
    enter(.disconnected)
    connect()
  }

  /// Looks for what takes too long, as long as there is something to look for.
  func tick() {
    guard !isTicking else { return }
    isTicking = true
    onQueue(after: .milliseconds(250)) { $0.look() }
  }

  private func look() {
    isTicking = false
    let now = ContinuousClock.now
    switch phase {
    case .closed, .idle: return
    case .disconnected: expire(at: now)
    case .connecting, .settling:
      if now - phaseStart > settings.connectTimeout {
        connectionFailed("no answer within \(settings.connectTimeout)")
      }
      expire(at: now)
    case .busy:
      if now - phaseStart > settings.answerTimeout {
        connectionLost("no answer within \(settings.answerTimeout)")
      }
    }
    tick()
  }

  private func expire(at now: ContinuousClock.Instant) {
    let reason = trouble ?? "it hasn't answered yet"
    let error = QueryError(.notSent, "there is no connection to \(target): \(reason)")
    for submission in inbox.takeExpired(at: now) { submission.fail(error) }
    // What was rolled back and is still to run again waits no longer than what never ran.
    let rolledBack = retries.flatMap(\.members)
    for member in rolledBack where member.deadline <= now { member.fail(error) }
    retries = rolledBack.filter { $0.deadline > now }.map { SubmissionGroup([$0]) }
  }
}

extension Submission {
  /// The statements by which a connection is set up; the last says who serves it.
  fileprivate init(
    settling commands: [Command], _ succeed: @escaping @Sendable (BackendID?) -> Void,
    failing fail: @escaping @Sendable (QueryError) -> Void
  ) {
    self.commands = commands
    deadline = .now
    read = { rows in
      // Without it there is nobody to end, where this connection should be lost.
      let backend = try? rows.first(of: "pg_stat_activity", BackendID.init)
      return { succeed(backend) }
    }
    self.fail = fail
  }
}
