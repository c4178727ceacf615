import Signing

extension PoolMachine {
  /// Time has passed.
  mutating func tick(at now: Instant) {
    tally.tick(at: now)
    for (id, lane) in lanes.sorted(by: { $0.key < $1.key }) {
      if let deadline = lane.deadline, deadline <= now { becomesStuck(id, lane, at: now) }
      if let time = wakeTime(of: lane), time <= now { effects.wake.append(id) }
    }
    if case .broken(let until) = phase.state, until <= now { tryAgain(at: now) }
    if let ends = shortageEnds, ends <= now {
      shortageEnds = nil
      wanted = max(1, min(rules.laneCount, terms.sessionLimit ?? .max))
      recruit()
    }
    for entry in queue.remove(where: { $0.deadline <= now }) {
      effects.refusals.append(
        (
          entry.id,
          phase.isConnected && hasOpenLane
            ? .deadlineExceeded(after: rules.operationTimeout, stage: .queued) : unavailability
        ))
    }
  }

  /// When to look again at the latest.
  var nextTick: Instant? {
    var next = queue.nextDeadline
    func consider(_ time: Instant?) {
      guard let time else { return }
      next = next.map { min($0, time) } ?? time
    }
    for lane in lanes.values {
      consider(lane.deadline)
      consider(wakeTime(of: lane))
    }
    if case .broken(let until) = phase.state { consider(until) }
    consider(shortageEnds)
    return next
  }

  /// The breaker's time is over, or the operator wants another try.
  mutating func tryAgain(at now: Instant) {
    phase.tryAgain(at: now)
    wakeAll()
  }

  /// When a lane that waits has something to do of its own accord.
  private func wakeTime(of lane: Lane) -> Instant? {
    guard phase.isConnected else { return nil }
    switch lane.state {
    case .closed(let notBefore):
      return max(notBefore ?? nextOpening, nextOpening)
    case .resting(let until):
      return until
    case .ready(let since):
      guard lane.isIdle else { return nil }
      return terms.keepAliveInterval.map { since + $0 }
    case .connecting, .opening, .unproved, .loggingIn, .proving, .signing, .pinging, .leaving,
      .stuck:
      return nil
    }
  }

  /// A call did not return: its lane is given up and replaced, and who waited for it is served by
  /// another or told (law 7).
  private mutating func becomesStuck(_ id: LaneID, _ lane: Lane, at now: Instant) {
    move(id, to: .stuck)
    tally.hung()
    let count = lanes.count
    recruit()
    let isReplaced = lanes.count > count
    if isReplaced { tally.replaced += 1 }
    effects.notices.append(.laneStuck(id, work: lane.work, replaced: isReplaced))
    if case .signing(var entry, _, _) = lane.state {
      entry.attempts += 1
      if entry.deadline <= now {
        effects.refusals.append(
          (entry.id, .deadlineExceeded(after: rules.operationTimeout, stage: .signing)))
      } else if entry.failsFast {
        let reason = "a signature has not come back within \(rules.patience)"
        effects.refusals.append(
          (entry.id, .tokenUnavailable(token: rules.token, reason: reason)))
      } else {
        takeBack(entry)
      }
    }
    if phase.isConnected, !hasOpenLane { refuseTheHasty() }
    if phase.isPilot(id) {
      let reason = "\(lane.work) has not come back within \(rules.openingTimeout)"
      pilotFailed(
        id, LaneFault(.tokenUnavailable(token: rules.token, reason: reason), .newModule), at: now)
    }
  }
}
