/// How groups are formed, sent and answered.
extension DatabaseLane {
  private static let groupLimit = 256

  /// Sends the next group, if there is one and the connection is free.
  func proceed() {
    switch phase {
    case .idle(let connection):
      guard whenClosed.isEmpty else { return end() }
      guard let group = nextGroup() else { return }
      send(group, over: connection)
    case .disconnected: connect()
    case .connecting, .settling, .busy, .closed: break
    }
  }

  private func nextGroup() -> SubmissionGroup? {
    if !retries.isEmpty { return retries.removeFirst() }
    let now = ContinuousClock.now
    switch kind {
    case .reading: break
    case .writing:
      let waiting = inbox.count
      let delay = pacing.delay(forGroupOf: waiting, at: now)
      if waiting > 0, delay > .zero {
        pause(delay)
        return nil
      }
    }
    let members = inbox.take(Self.groupLimit)
    guard !members.isEmpty else { return nil }
    pacing.started(groupOf: members.count, at: now)
    return SubmissionGroup(members)
  }

  private func pause(_ delay: Duration) {
    guard !isPausing else { return }
    isPausing = true
    onQueue(after: delay) { lane in
      lane.isPausing = false
      lane.proceed()
    }
  }

  private func send(_ group: SubmissionGroup, over connection: LibpqConnection) {
    statistics.largestGroup = max(statistics.largestGroup, group.members.count)
    enter(.busy(connection, group))
    tick()
    guard connection.send(group.commands) else { return connectionLost(connection.message) }
    flush(connection)
  }

  func flush(_ connection: LibpqConnection) {
    switch connection.flush() {
    case .done: writingWatch = nil
    case .failed: connectionLost(connection.message)
    case .waiting:
      guard writingWatch == nil else { return }
      writingWatch = SocketWatch(connection.socket, .writing, on: executor.queue) { [weak self] in
        self?.assumeIsolated { $0.flushOn() }
      }
    }
  }

  private func flushOn() {
    switch phase {
    case .busy(let connection, _), .settling(let connection, _): flush(connection)
    case .idle, .connecting, .disconnected, .closed: writingWatch = nil
    }
  }

  /// Something has come.
  func receive() {
    switch phase {
    case .disconnected, .connecting, .closed: break
    case .idle(let connection):
      if !connection.receive({ _ in }) { return connectionLost(connection.message) }
      deliverNotifications(of: connection)
    case .settling(let connection, var group):
      let (isAlive, isAnswered) = receive(&group, over: connection)
      guard isAlive else { return connectionFailed(connection.message) }
      phase = isAnswered ? .idle(connection) : .settling(connection, group)
      if isAnswered { tell(group.ending) }
    case .busy(let connection, var group):
      let (isAlive, isAnswered) = receive(&group, over: connection)
      guard isAnswered else {
        phase = .busy(connection, group)
        if !isAlive { connectionLost(connection.message) }
        return
      }
      statistics.roundTrips += 1
      statistics.statements += group.commands.count
      enter(.idle(connection))
      deliverNotifications(of: connection)
      end(group)
      if !isAlive { return connectionLost(connection.message) }
      proceed()
    }
  }

  private func receive(_ group: inout SubmissionGroup, over connection: LibpqConnection)
    -> (isAlive: Bool, isAnswered: Bool)
  {
    var isAnswered = false
    let isAlive = connection.receive { reply in
      switch reply {
      case .rows(let command, let rows): group.received(rows, ofCommand: command)
      case .failure(let command, let error): group.failed(error, atCommand: command)
      case .end: isAnswered = true
      }
    }
    return (isAlive, isAnswered)
  }

  private func end(_ group: SubmissionGroup) {
    let ending = group.ending
    switch ending {
    case .committed(let tellings):
      groupTrouble = nil
      statistics.submissions += tellings.count
      tell(ending)
    case .failed(_, let error):
      groupTrouble = error.isServers ? error.reason : nil
      tell(ending)
      leaveIfUseless(after: error)
    case .rolledBack(let groups, let error):
      statistics.repeatedGroups += 1
      retries = groups + retries
      leaveIfUseless(after: error)
    }
  }

  private func tell(_ ending: SubmissionGroup.Ending) {
    switch ending {
    case .committed(let tellings): for tell in tellings { tell() }
    case .failed(let submission, let error): submission.fail(error)
    case .rolledBack: break
    }
  }

  /// A server that has become a replica, or has changed its tables, is left for a new connection.
  private func leaveIfUseless(after error: QueryError) {
    if case .server(let state) = error.kind, state.endsConnection { connectionLost(error.reason) }
  }

  private func deliverNotifications(of connection: LibpqConnection) {
    connection.takeNotifications { channel, payload in onNotification?(channel, payload) }
  }
}
