extension PoolMachine {
  /// A lane's thread asks what to do.
  mutating func step(for id: LaneID, at now: Instant) -> LaneStep {
    guard let lane = lanes[id], !lane.isStuck, !lane.isLeaving else { return .leave }
    if lane.isIdle {
      lanes[id]?.isIdle = false
      if let index = idle.lastIndex(of: id) { idle.remove(at: index) }
    }
    switch phase.state {
    case .shutDown:
      return leavingStep(for: id, at: now)
    case .due:
      // With a call of our own that hangs it is in vain, and would hold up the module's other pools.
      let reinitialises = phase.reinitialises && stuckCount == 0
      phase.connect(by: id, at: now)
      move(id, to: .connecting(until: now + rules.openingTimeout))
      return .connect(reinitialising: reinitialises)
    case .connecting(let pilot):
      return pilot == id ? pilotStep(for: id, lane, at: now) : .wait
    case .loggingIn(let pilot):
      return pilot == id ? pilotStep(for: id, lane, at: now) : .wait
    case .broken, .parked:
      return .wait
    case .connected:
      return connectedStep(for: id, lane, at: now)
    }
  }

  /// The session is closed as the thread leaves, which is a call like any other.
  private mutating func leavingStep(for id: LaneID, at now: Instant) -> LaneStep {
    move(id, to: .leaving(until: now + rules.patience))
    return .leave
  }

  /// The next thing for the one that acts for all: a session, the login, the proof of the keys.
  private mutating func pilotStep(for id: LaneID, _ lane: Lane, at now: Instant) -> LaneStep {
    guard lane.hasSession, lane.connection == phase.connection else {
      return openingStep(for: id, at: now)
    }
    guard phase.isLoggedIn else {
      move(id, to: .loggingIn(until: now + rules.openingTimeout))
      return .login
    }
    return proofStep(for: id, at: now)
  }

  private mutating func openingStep(for id: LaneID, at now: Instant) -> LaneStep {
    nextOpening = now + terms.pauseBetweenOpenings
    lanes[id]?.connection = phase.connection
    lanes[id]?.isSuspect = false
    lanes[id]?.isDistrusted = false
    move(id, to: .opening(until: now + rules.openingTimeout))
    return .open
  }

  private mutating func proofStep(for id: LaneID, at now: Instant) -> LaneStep {
    lanes[id]?.login = phase.login
    move(id, to: .proving(until: now + rules.openingTimeout))
    return .prove
  }

  private mutating func connectedStep(for id: LaneID, _ lane: Lane, at now: Instant) -> LaneStep {
    switch lane.state {
    case .closed(let notBefore):
      if stayingCount > wanted { return leavingStep(for: id, at: now) }
      if let notBefore, notBefore > now { return .wait }
      return nextOpening <= now ? openingStep(for: id, at: now) : .wait
    case .unproved:
      return proofStep(for: id, at: now)
    case .resting(let until) where until > now:
      return .wait
    case .resting:
      return requestStep(for: id, since: now, at: now)
    case .ready(let since):
      return requestStep(for: id, since: since, at: now)
    case .connecting, .opening, .loggingIn, .proving, .signing, .pinging, .leaving, .stuck:
      // A thread that asks is in no call.
      return .wait
    }
  }

  private mutating func requestStep(
    for id: LaneID, since: Instant, at now: Instant
  ) -> LaneStep {
    if lanes[id]?.isSuspect == true { return pingStep(for: id, at: now) }
    if let entry = queue.popFirst() {
      let until = min(entry.deadline, now + rules.patience)
      move(id, to: .signing(entry, since: now, until: until))
      return .serve(entry.id)
    }
    if let interval = terms.keepAliveInterval, since + interval <= now {
      return pingStep(for: id, at: now)
    }
    move(id, to: .ready(since: since))
    lanes[id]?.isIdle = true
    idle.append(id)
    return .wait
  }

  private mutating func pingStep(for id: LaneID, at now: Instant) -> LaneStep {
    lanes[id]?.isSuspect = false
    move(id, to: .pinging(until: now + rules.patience))
    return .ping
  }
}
