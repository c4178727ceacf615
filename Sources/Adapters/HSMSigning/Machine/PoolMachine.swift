import Signing

/// The rules of a token's pool: who connects, who waits, who works, and what follows from a failure.
///
/// A pure value: it takes an event with the time and says what to do; it has no clock and no lock.
/// ``SigningLanes`` does what it says, on threads.
struct PoolMachine {
  typealias Instant = ContinuousClock.Instant
  typealias LaneID = Int

  let rules: PoolRules
  var terms = TokenTerms()
  var phase: TokenPhase
  var lanes: [LaneID: Lane] = [:]
  var queue: RequestQueue
  /// Lanes that wait for a request, the one that worked last at the end.
  var idle: [LaneID] = []
  /// What is to be done, until the driver takes it.
  var effects = PoolEffects()

  /// How many lanes there should be.
  var wanted: Int
  var lastLane: LaneID = -1
  /// When one more session may be opened.
  var nextOpening: Instant
  /// Openings that failed since one went well.
  var openingFailures = 0
  /// When the token is asked again for more sessions.
  var shortageEnds: Instant?
  var tally = PoolTally()

  init(_ rules: PoolRules, at now: Instant) {
    self.rules = rules
    phase = TokenPhase(at: now)
    queue = RequestQueue(capacity: rules.queueCapacity)
    wanted = rules.laneCount
    nextOpening = now
    recruit()
  }

  /// Hands over what is to be done.
  mutating func takeEffects() -> PoolEffects {
    defer { effects = PoolEffects() }
    return effects
  }

  /// Whether all threads are gone that can go.
  var isQuiet: Bool { queue.isEmpty && lanes.values.allSatisfy(\.isStuck) }

  var stuckCount: Int { lanes.values.count(where: \.isStuck) }
  /// Lanes that neither hang nor leave.
  var stayingCount: Int { lanes.values.count { !$0.isStuck && !$0.isLeaving } }
  var openCount: Int { lanes.values.count(where: \.isOpen) }
  var hasOpenLane: Bool { lanes.values.contains(where: \.isOpen) }

  /// Starts lanes until there are as many as wanted, unless too many hang.
  mutating func recruit() {
    guard phase.state != .shutDown else { return }
    while stayingCount < wanted, lanes.count < wanted + rules.stuckLimit {
      lastLane += 1
      lanes[lastLane] = Lane()
      effects.start.append(lastLane)
    }
  }

  mutating func wakeAll() {
    effects.wake += lanes.filter { !$0.value.isInCall && !$0.value.isStuck }.keys.sorted()
  }

  mutating func move(_ id: LaneID, to state: Lane.State) { lanes[id]?.state = state }

  /// Wakes a lane that waits for a request.
  mutating func wakeIdleLane() {
    while let id = idle.popLast() {
      guard let lane = lanes[id], lane.isIdle else { continue }
      lanes[id]?.isIdle = false
      effects.wake.append(id)
      return
    }
  }
}

// MARK: Requests

extension PoolMachine {
  /// Somebody wants something signed.
  mutating func submit(
    deadline: Instant, isUrgent: Bool = false, failsFast: Bool = false
  ) throws(SigningError) -> UInt64 {
    switch phase.state {
    case .shutDown:
      throw .shutDown
    case .parked:
      throw .tokenParked(token: rules.token, reason: phase.fault?.reason ?? "")
    case .due, .connecting, .loggingIn, .broken:
      if failsFast { throw unavailability }
    case .connected:
      break
    }
    guard isUrgent || !queue.isFull else {
      throw .busy(queued: queue.count, capacity: queue.capacity)
    }
    let entry = queue.add(deadline: deadline, isUrgent: isUrgent, failsFast: failsFast)
    wakeIdleLane()
    return entry.id
  }

  /// Why nothing can be signed just now.
  var unavailability: SigningError {
    let reason =
      if let fault = phase.fault, !phase.isConnected {
        fault.reason
      } else if stuckCount > 0, !hasOpenLane {
        "\(stuckCount) of its sessions hang in calls of the module; see the device and the way to it"
      } else {
        "its sessions are still being opened"
      }
    return .tokenUnavailable(token: rules.token, reason: reason)
  }

  /// Refuses those who would rather be told at once.
  mutating func refuseTheHasty() {
    let error = unavailability
    for entry in queue.remove(where: \.failsFast) {
      effects.refusals.append((entry.id, error))
    }
  }

  mutating func refuseAll(_ error: SigningError) {
    for entry in queue.remove(where: { _ in true }) {
      effects.refusals.append((entry.id, error))
    }
  }

  /// Nothing new is taken; what a lane has begun may end.
  mutating func shutDown(at now: Instant) {
    phase.shutDown(at: now)
    refuseAll(.shutDown)
    effects.attemptEnded = true
    wakeAll()
  }
}
