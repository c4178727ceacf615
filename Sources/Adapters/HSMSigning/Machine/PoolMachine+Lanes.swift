// What lanes bring back. A lane that was given up as stuck leaves, whatever it brings.

extension PoolMachine {
  /// The module is there and the token was found.
  ///
  /// - Returns: Whether it is still wanted.
  mutating func connected(_ id: LaneID, _ terms: TokenTerms, at now: Instant) -> Bool {
    guard isExpected(id), phase.isPilot(id) else { return false }
    self.terms = terms
    let limit = max(1, min(rules.laneCount, terms.sessionLimit ?? .max))
    if limit < wanted {
      effects.notices.append(.fewerSessions(open: limit, configured: rules.laneCount))
    }
    wanted = limit
    shortageEnds = nil
    recruit()
    move(id, to: .closed(notBefore: nil))
    return true
  }

  /// A session is open.
  mutating func opened(_ id: LaneID, at now: Instant) {
    guard isExpected(id) else { return }
    let isCurrent = lanes[id]?.connection == phase.connection
    move(id, to: isCurrent ? .unproved : .closed(notBefore: nil))
  }

  /// One lane has logged in, for all.
  mutating func loggedIn(_ id: LaneID, at now: Instant) {
    guard isExpected(id) else { return }
    move(id, to: .unproved)
    guard phase.isPilot(id) else { return }
    phase.loggedIn(at: now)
    if phase.isConnected { wakeAll() }
  }

  /// A lane's keys are found and proved: it may sign.
  mutating func proved(_ id: LaneID, at now: Instant) {
    guard isExpected(id) else { return }
    openingFailures = 0
    lanes[id]?.failures = 0
    if case .connecting(id) = phase.state {
      let isFirst = !phase.hasConnected
      let away = phase.connected(at: now)
      effects.notices.append(isFirst ? .connected(lanes: wanted) : .healed(after: away))
      effects.attemptEnded = true
      wakeAll()
    }
    settle(id, at: now)
  }

  /// A lane asked after its idle session.
  mutating func pinged(_ id: LaneID, at now: Instant) {
    guard isExpected(id) else { return }
    settle(id, at: now)
  }

  /// A request was served well.
  mutating func served(_ id: LaneID, at now: Instant) -> ServiceOutcome {
    guard isExpected(id), case .signing(let entry, let since, _) = lanes[id]?.state else {
      return .discard
    }
    tally.served(in: now - since)
    phase.signed()
    lanes[id]?.failures = 0
    settle(id, at: now)
    return .deliver(entry.id)
  }

  /// Whether somebody waits for what a lane brings; one that was given up leaves instead.
  private mutating func isExpected(_ id: LaneID) -> Bool {
    guard let lane = lanes[id] else { return false }
    guard lane.isStuck else { return true }
    effects.notices.append(.laneReturned(id))
    return false
  }

  /// A lane is done with a call; whether it may serve depends on what happened meanwhile.
  private mutating func settle(_ id: LaneID, at now: Instant) {
    guard let lane = lanes[id] else { return }
    let state: Lane.State =
      if lane.connection != phase.connection || lane.isDistrusted {
        .closed(notBefore: nil)
      } else if lane.login != phase.login {
        .unproved
      } else {
        .ready(since: now)
      }
    move(id, to: state)
  }

  /// A lane's thread has ended.
  mutating func left(_ id: LaneID) {
    lanes[id] = nil
    recruit()
    if phase.state == .shutDown { return }
    wakeIdleLane()
  }
}
