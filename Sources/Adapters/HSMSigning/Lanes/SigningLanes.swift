import Foundation
import Signing

/// A token's lanes: owned threads, each with one session, behind one bounded queue with deadlines (law 7).
///
/// This is the thin driver of ``PoolMachine``, which decides everything. A call of the module that hangs
/// costs its lane until it returns; the lane is replaced, and what it was at is tried on another.
final class SigningLanes<Access: TokenAccess>: Sendable {
  typealias LaneSession = Access.LaneSession
  typealias Instant = ContinuousClock.Instant

  struct State {
    var machine: PoolMachine
    var requests: [UInt64: Request] = [:]
    var conditions: [Int: Condition] = [:]
    var connection: Access.Connection?
    var attempts: [CheckedContinuation<Void, Never>] = []
    var drainings: [CheckedContinuation<Void, Never>] = []
    /// When the timer's thread looks next.
    var timerWakes: Instant
  }

  /// Somebody's request.
  ///
  /// Exactly one of both closures ends it.
  struct Request {
    let submittedAt = Instant.now
    let serve: (inout LaneSession, Int) -> Served
    let refuse: (SigningError) -> Void
  }

  /// What came of a try, and how to hand it over.
  enum Served {
    case done(deliver: () -> Void)
    case failed(LaneFault)
  }

  let access: Access
  let rules: PoolRules
  let monitor: Monitor<State>
  /// The next deadline may be another.
  let timer = Condition()
  let report: @Sendable (PoolNotice) -> Void
  /// Told of each request that was served well.
  let served: @Sendable (_ waiting: Duration, _ service: Duration) -> Void

  /// Starts the threads, one of which connects at once.
  init(
    _ access: Access, _ rules: PoolRules, report: @escaping @Sendable (PoolNotice) -> Void,
    served: @escaping @Sendable (_ waiting: Duration, _ service: Duration) -> Void = { _, _ in }
  ) {
    self.access = access
    self.rules = rules
    self.report = report
    self.served = served
    let now = ContinuousClock.now
    monitor = Monitor(State(machine: PoolMachine(rules, at: now), timerWakes: now))
    startThread(named: "\(rules.token) timer") { lanes in lanes.keepTime() }
    update { _ in }
  }

  /// Tells the machine something, and does what it says then.
  @discardableResult
  func update<Value>(_ body: (inout State) -> Value) -> Value {
    let (value, doThem) = monitor.withLock { state -> (Value, (() -> Void)?) in
      let value = body(&state)
      return (value, deeds(of: &state))
    }
    doThem?()
    return value
  }

  /// What is to be done outside the lock; nil when there is nothing.
  func deeds(of state: inout State) -> (() -> Void)? {
    let effects = state.machine.takeEffects()
    let isDrained = !state.drainings.isEmpty && state.machine.isQuiet
    if effects.isEmpty, !isDrained { return nil }
    for id in effects.start { state.conditions[id] = Condition() }
    let conditions = effects.wake.compactMap { state.conditions[$0] }
    let refusals = effects.refusals.map { (state.requests.removeValue(forKey: $0), $1) }
    let attempts = effects.attemptEnded ? state.attempts : []
    if effects.attemptEnded { state.attempts = [] }
    let drainings = isDrained ? state.drainings : []
    if isDrained { state.drainings = [] }
    return { [self] in
      for id in effects.start { startLane(id) }
      for condition in conditions { condition.signal() }
      for (request, error) in refusals { request?.refuse(error) }
      for notice in effects.notices { report(notice) }
      for continuation in attempts + drainings { continuation.resume() }
      if !effects.notices.isEmpty { timer.signal() }
    }
  }

  func startThread(named name: String, _ body: @escaping @Sendable (SigningLanes) -> Void) {
    let thread = Thread { body(self) }
    thread.name = name
    // Modules take little; 64 lanes should cost little too.
    thread.stackSize = 512 << 10
    thread.start()
  }
}

extension PoolEffects {
  fileprivate var isEmpty: Bool {
    wake.isEmpty && start.isEmpty && refusals.isEmpty && notices.isEmpty && !attemptEnded
  }
}

// MARK: From outside

extension SigningLanes {
  /// Waits until an attempt to connect that is under way, or about to be, has ended.
  func attemptEnds() async {
    await withCheckedContinuation { continuation in
      let isOver = monitor.withLock { state in
        switch state.machine.phase.state {
        case .due, .connecting:
          state.attempts.append(continuation)
          return false
        case .connected, .loggingIn, .broken, .parked, .shutDown:
          return true
        }
      }
      if isOver { continuation.resume() }
    }
  }

  /// Tries to connect at once, if the token is parked or its breaker open.
  func tryAgain() {
    update { $0.machine.tryAgain(at: .now) }
  }

  /// Takes nothing new and refuses what waits; what lanes have begun may end.
  func beginShutdown() {
    update { state in
      state.machine.shutDown(at: .now)
      state.timerWakes = .now
    }
    timer.signal()
  }

  /// Shuts down and waits until every session is closed, but for those whose calls hang.
  func shutdown() async {
    beginShutdown()
    await withCheckedContinuation { continuation in
      update { $0.drainings.append(continuation) }
    }
  }
}
