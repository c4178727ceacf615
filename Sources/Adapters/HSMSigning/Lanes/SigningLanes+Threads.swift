import Signing

// MARK: A lane's thread

extension SigningLanes {
  func startLane(_ id: Int) {
    startThread(named: "\(rules.token) \(id)") { lanes in
      lanes.runLane(id)
      lanes.update { state in
        state.machine.left(id)
        state.conditions[id] = nil
      }
      lanes.timer.signal()
    }
  }

  /// The life of a lane's thread; its session is closed when it ends.
  private func runLane(_ id: Int) {
    guard let condition = monitor.withLock({ $0.conditions[id] }) else { return }
    var session: LaneSession?
    while true {
      let (task, doThem) = nextTask(for: id, waitingFor: condition)
      doThem?()
      switch task {
      case .leave:
        return
      case .serve(let request):
        guard var held = session else { return }
        // Moved, not copied, lest the handles be copied with it.
        session = nil
        serve(request, with: &held, on: id)
        session = held
      case .connect(let previous, let reinitialising):
        connect(after: previous, reinitialising, on: id)
      case .token(let step, let connection):
        do throws(LaneFault) {
          try take(step, &session, connection)
          update { $0.machine.succeeded(id, in: step, at: .now) }
        } catch {
          _ = update { $0.machine.failed(id, error, at: .now) }
        }
      }
    }
  }

  private enum LaneTask {
    case leave
    case serve(Request)
    case connect(after: Access.Connection?, reinitialising: Bool)
    case token(LaneStep, Access.Connection)
  }

  private func nextTask(
    for id: Int, waitingFor condition: Condition
  ) -> (LaneTask, (() -> Void)?) {
    monitor.waiting(for: condition) { state in
      let step = state.machine.step(for: id, at: .now)
      let task: LaneTask
      switch step {
      case .wait: return nil
      case .leave:
        task = .leave
        armTimer(for: state.machine.nextTick, in: &state)
      case .serve(let request):
        task = state.requests[request].map(LaneTask.serve) ?? .leave
        armTimer(for: state.machine.lanes[id]?.deadline, in: &state)
      case .connect(let reinitialising):
        task = .connect(after: state.connection, reinitialising: reinitialising)
        armTimer(for: state.machine.nextTick, in: &state)
      case .open, .login, .prove, .ping:
        task = state.connection.map { .token(step, $0) } ?? .leave
        armTimer(for: state.machine.nextTick, in: &state)
      }
      return (task, deeds(of: &state))
    }
  }

  /// Lets the timer know of a lane's own deadline, which no request announced.
  private func armTimer(for time: Instant?, in state: inout State) {
    guard let time, time < state.timerWakes else { return }
    state.timerWakes = time
    timer.signal()
  }

  private func serve(_ request: Request, with session: inout LaneSession, on id: Int) {
    let start = Instant.now
    switch request.serve(&session, id) {
    case .done(let deliver):
      let end = Instant.now
      let isExpected = update { state -> Bool in
        guard case .deliver(let request) = state.machine.served(id, at: end) else { return false }
        return state.requests.removeValue(forKey: request) != nil
      }
      guard isExpected else { return }
      served(start - request.submittedAt, end - start)
      deliver()
    case .failed(let fault):
      let failed = update { state -> Request? in
        guard case .deliver(let request) = state.machine.failed(id, fault, at: .now) else {
          return nil
        }
        return state.requests.removeValue(forKey: request)
      }
      failed?.refuse(fault.error)
      timer.signal()
    }
  }

  private func connect(
    after previous: Access.Connection?, _ reinitialising: Bool, on id: Int
  ) {
    do throws(LaneFault) {
      let (connection, terms) = try access.connect(after: previous, reinitialising: reinitialising)
      update { state in
        if state.machine.connected(id, terms, at: .now) { state.connection = connection }
      }
    } catch {
      _ = update { $0.machine.failed(id, error, at: .now) }
    }
  }

  private func take(
    _ step: LaneStep, _ session: inout LaneSession?, _ connection: Access.Connection
  ) throws(LaneFault) {
    if case .open = step {
      // The old one is closed after the new one is open: with the last session goes the login.
      session = try access.openSession(connection)
      return
    }
    guard var held = session else { return }
    switch step {
    case .login: try access.logIn(held, connection)
    case .prove: try access.proveKeys(&held)
    case .ping: try access.ping(held)
    case .connect, .open, .serve, .wait, .leave: break
    }
    session = held
  }
}

extension PoolMachine {
  fileprivate mutating func succeeded(_ id: LaneID, in step: LaneStep, at now: Instant) {
    switch step {
    case .open: opened(id, at: now)
    case .login: loggedIn(id, at: now)
    case .prove: proved(id, at: now)
    case .ping: pinged(id, at: now)
    case .connect, .serve, .wait, .leave: break
    }
  }
}

// MARK: The timer's thread

extension SigningLanes {
  /// Ends what takes too long and looks after a parked token's PIN, until the lanes are gone.
  func keepTime() {
    while true {
      let (isParked, isOver) = update { state in
        state.machine.tick(at: .now)
        return (
          state.machine.phase.state == .parked,
          state.machine.phase.state == .shutDown && state.machine.isQuiet
        )
      }
      if isOver { return }
      if isParked, access.hasNewPIN() { tryAgain() }
      monitor.wait(for: timer) { state in
        let now = Instant.now
        guard !(state.machine.phase.state == .shutDown && state.machine.isQuiet) else { return nil }
        let next = min(state.machine.nextTick ?? now + .seconds(1), now + .seconds(1))
        state.timerWakes = next
        return next - now
      }
    }
  }
}
