import Signing

extension PoolMachine {
  /// A lane's call failed.
  ///
  /// - Returns: What becomes of the request that it served, if any.
  mutating func failed(_ id: LaneID, _ fault: LaneFault, at now: Instant) -> ServiceOutcome {
    guard let lane = lanes[id] else { return .discard }
    guard !lane.isStuck else {
      effects.notices.append(.laneReturned(id))
      return .discard
    }
    tally.failed(fault, at: now)
    if case .signing(var entry, _, _) = lane.state {
      recover(id, lane, from: fault, at: now)
      entry.attempts += 1
      guard fault.recovery.allowsAnotherTry, entry.attempts < rules.attemptLimit else {
        return .deliver(entry.id)
      }
      takeBack(entry)
      return .keep
    }
    recover(id, lane, from: fault, at: now)
    return .discard
  }

  /// A lane's signature did not verify: its session goes, and the others prove their keys anew (law 9).
  mutating func distrust(_ id: LaneID, _ fault: LaneFault, at now: Instant) {
    tally.failed(fault, at: now)
    guard let lane = lanes[id], lane.isOpen else { return }
    effects.notices.append(.laneClosed(id, fault))
    if lane.isInCall {
      lanes[id]?.isDistrusted = true
    } else {
      move(id, to: .closed(notBefore: nil))
    }
    phase.distrustKeys()
    for (other, lane) in lanes where lane.isOpen && !lane.isInCall {
      move(other, to: .unproved)
    }
    wakeAll()
  }

  /// Takes back what a lane could not serve, if somebody can serve it still.
  mutating func takeBack(_ entry: RequestQueue.Entry) {
    switch phase.state {
    case .parked:
      effects.refusals.append(
        (entry.id, .tokenParked(token: rules.token, reason: phase.fault?.reason ?? "")))
    case .shutDown:
      effects.refusals.append((entry.id, .shutDown))
    case .due, .connecting, .loggingIn, .broken:
      guard !entry.failsFast else {
        effects.refusals.append((entry.id, unavailability))
        return
      }
      queue.putBack(entry)
    case .connected:
      queue.putBack(entry)
      wakeIdleLane()
    }
  }

  private mutating func recover(
    _ id: LaneID, _ lane: Lane, from fault: LaneFault, at now: Instant
  ) {
    lanes[id]?.failures += 1
    if phase.isPilot(id) {
      pilotFailed(id, fault, at: now)
      return
    }
    guard lane.connection == phase.connection else {
      // Of an earlier connection; that one's end is known.
      move(id, to: .closed(notBefore: nil))
      return
    }
    switch fault.recovery {
    case .newModule:
      move(id, to: .closed(notBefore: nil))
      lose(fault, at: now)
    case .newLogin where lane.hasSession:
      loginLost(id, lane, fault, at: now)
    case .fewerSessions where lane.state.isOpening:
      runShort(id, fault, at: now)
    case .retry, .stop, .park, .fewerSessions, .newLogin, .newSession:
      if lane.isOpen, fault.recovery != .newSession {
        rest(id, lane, fault, at: now)
      } else {
        close(id, lane, fault, at: now)
      }
    }
  }

  /// The session is fine; the other lanes go first for a moment.
  private mutating func rest(
    _ id: LaneID, _ lane: Lane, _ fault: LaneFault, at now: Instant
  ) {
    guard fault.recovery == .retry else {
      move(id, to: .ready(since: now))
      return
    }
    let pause = Duration.milliseconds(5 << min(lane.failures, 7)) * rules.jitter()
    move(id, to: .resting(until: now + pause))
  }

  /// The session is of no use; the lane opens another.
  private mutating func close(
    _ id: LaneID, _ lane: Lane, _ fault: LaneFault, at now: Instant
  ) {
    effects.notices.append(.laneClosed(id, fault))
    let wasOpen = lane.isOpen
    if wasOpen { suspectOthers(than: id) } else { openingFailures += 1 }
    let pause: Duration? =
      wasOpen && lane.failures == 0
      ? nil : .milliseconds(50 << min(lane.failures, 6)) * rules.jitter()
    move(id, to: .closed(notBefore: pause.map { now + $0 }))
    guard openingFailures >= rules.failureLimit else { return }
    guard hasOpenLane else { return lose(fault, at: now) }
    // Are the idle ones really open?
    suspectOthers(than: id)
    wakeAll()
  }

  /// What one session met, the others may have met too: they are looked at before they serve, lest one
  /// request tries them all.
  private mutating func suspectOthers(than id: LaneID) {
    for other in lanes.keys where other != id { lanes[other]?.isSuspect = true }
  }

  /// The token gives no more sessions: this lane goes, the others stay.
  private mutating func runShort(_ id: LaneID, _ fault: LaneFault, at now: Instant) {
    let held = lanes.values.count(where: \.hasSession)
    let limit = max(1, held)
    if limit != wanted, shortageEnds == nil {
      effects.notices.append(.fewerSessions(open: limit, configured: rules.laneCount))
    }
    wanted = limit
    shortageEnds = now + rules.shortageTerm
    move(id, to: .closed(notBefore: now + .seconds(1)))
    openingFailures += 1
    if openingFailures >= rules.failureLimit, held == 0 { lose(fault, at: now) }
  }

  private mutating func loginLost(
    _ id: LaneID, _ lane: Lane, _ fault: LaneFault, at now: Instant
  ) {
    move(id, to: .unproved)
    // Another lane noticed before.
    guard lane.login == phase.login, phase.isConnected else { return }
    guard phase.vainLogins < rules.failureLimit else { return lose(fault, at: now) }
    effects.notices.append(.loginLost(fault))
    phase.logInAgain(by: id, at: now)
    for (other, lane) in lanes where lane.isOpen && !lane.isInCall {
      move(other, to: .unproved)
    }
    refuseTheHasty()
  }

  /// The one that acted for all failed, or hangs.
  mutating func pilotFailed(_ id: LaneID, _ fault: LaneFault, at now: Instant) {
    if lanes[id]?.isStuck == false { move(id, to: .closed(notBefore: nil)) }
    let wasRelogin = phase.state == .loggingIn(pilot: id)
    if wasRelogin, fault.recovery != .park { return lose(fault, at: now) }
    phase.attemptFailed(fault, jitter: rules.jitter(), at: now)
    closeLanes()
    effects.attemptEnded = true
    if fault.recovery == .park {
      effects.notices.append(.parked(reason: fault.reason))
      refuseAll(.tokenParked(token: rules.token, reason: fault.reason))
    } else {
      effects.notices.append(.attemptFailed(fault, failures: phase.failures))
      refuseTheHasty()
    }
  }

  /// The token is gone for all lanes.
  mutating func lose(_ fault: LaneFault, at now: Instant) {
    guard phase.isConnected || phase.isLoggingIn else { return }
    phase.lose(fault, at: now)
    openingFailures = 0
    closeLanes()
    effects.notices.append(.lost(fault))
    refuseTheHasty()
    wakeAll()
  }

  private mutating func closeLanes() {
    for (id, lane) in lanes where !lane.isInCall && !lane.isStuck {
      move(id, to: .closed(notBefore: nil))
    }
  }
}

extension Recovery {
  /// Whether the request that failed may succeed on another try.
  fileprivate var allowsAnotherTry: Bool {
    switch self {
    case .retry, .newSession, .newLogin, .newModule, .fewerSessions: true
    case .park, .stop: false
    }
  }
}

extension Lane.State {
  fileprivate var isOpening: Bool { if case .opening = self { true } else { false } }
}

extension TokenPhase {
  var isLoggingIn: Bool { if case .loggingIn = state { true } else { false } }
}
