/// How the pool stands with its token: the circuit breaker of law 9 and the parking of law 8.
///
/// A pure value; ``PoolMachine`` tells it what happened.
struct TokenPhase: Equatable {
  typealias Instant = ContinuousClock.Instant
  typealias LaneID = Int

  enum State: Equatable {
    /// The next lane that asks connects.
    case due
    /// One lane connects, for all; after a failure this is the half-open breaker.
    case connecting(pilot: LaneID)
    case connected
    /// One lane logs in anew, for all.
    case loggingIn(pilot: LaneID)
    /// The breaker is open: nobody bothers the token until then.
    case broken(until: Instant)
    /// Left alone until the operator acts.
    case parked
    case shutDown
  }

  private(set) var state: State = .due
  /// Attempts that failed since the token was last connected.
  private(set) var failures = 0
  /// Whether the next attempt initialises the module anew.
  private(set) var reinitialises = false
  /// Counts connections; sessions of earlier ones are of no use.
  private(set) var connection = 1
  /// Counts logins; keys were proved within one.
  private(set) var login = 1
  /// Whether this connection is logged in.
  private(set) var isLoggedIn = false
  /// Logins since a key last signed.
  private(set) var vainLogins = 0
  private(set) var hasConnected = false
  private(set) var reconnections = 0
  /// Why it is not connected, or was last not.
  private(set) var fault: LaneFault?
  /// Since when nothing can be signed; nil while connected.
  private(set) var awaySince: Instant?
  private(set) var since: Instant

  init(at now: Instant) {
    since = now
    awaySince = now
  }

  var isConnected: Bool { state == .connected }

  /// Whether a lane acts for all.
  func isPilot(_ lane: LaneID) -> Bool {
    switch state {
    case .connecting(lane), .loggingIn(lane): true
    default: false
    }
  }

  private mutating func move(to next: State, at now: Instant) {
    if state != next { since = now }
    state = next
  }

  mutating func connect(by lane: LaneID, at now: Instant) {
    move(to: .connecting(pilot: lane), at: now)
    connection += 1
    login += 1
    isLoggedIn = false
  }

  mutating func loggedIn(at now: Instant) {
    isLoggedIn = true
    vainLogins += 1
    if case .loggingIn = state { move(to: .connected, at: now) }
  }

  /// The token is connected, its keys proved.
  ///
  /// - Returns: How long it was away.
  mutating func connected(at now: Instant) -> Duration {
    if hasConnected { reconnections += 1 }
    hasConnected = true
    failures = 0
    reinitialises = false
    move(to: .connected, at: now)
    defer { awaySince = nil }
    return awaySince.map { now - $0 } ?? .zero
  }

  /// Keys must be proved anew in every session.
  mutating func distrustKeys() { login += 1 }

  mutating func signed() { vainLogins = 0 }

  /// The login was lost; one lane logs in for all.
  mutating func logInAgain(by lane: LaneID, at now: Instant) {
    login += 1
    isLoggedIn = false
    move(to: .loggingIn(pilot: lane), at: now)
  }

  /// The connection is lost; the next attempt comes at once.
  mutating func lose(_ fault: LaneFault, at now: Instant) {
    self.fault = fault
    reinitialises = true
    if awaySince == nil { awaySince = now }
    connection += 1
    vainLogins = 0
    move(to: .due, at: now)
  }

  /// An attempt failed.
  ///
  /// The module is initialised anew when the fault asks for it, and now and then when other things
  /// don't help; not always, since other tokens of the module would be disturbed.
  mutating func attemptFailed(_ fault: LaneFault, jitter: Double, at now: Instant) {
    failures += 1
    self.fault = fault
    if awaySince == nil { awaySince = now }
    reinitialises =
      switch fault.recovery {
      case .newModule: true
      case .newSession, .newLogin: !failures.isMultiple(of: 2)
      case .retry, .fewerSessions, .park, .stop: failures.isMultiple(of: 4)
      }
    if fault.recovery == .park {
      move(to: .parked, at: now)
    } else {
      move(to: .broken(until: now + Self.pause(after: failures, fault) * jitter), at: now)
    }
  }

  /// 250 ms, doubling to 2 s; what only the operator can mend is looked at less often.
  private static func pause(after failures: Int, _ fault: LaneFault) -> Duration {
    guard fault.recovery != .stop else { return .seconds(15) }
    return min(.milliseconds(250 << min(failures - 1, 8)), .seconds(2))
  }

  /// The breaker's time is over, or the operator asks for another try.
  mutating func tryAgain(at now: Instant) {
    switch state {
    case .broken, .parked: move(to: .due, at: now)
    case .due, .connecting, .connected, .loggingIn, .shutDown: break
    }
  }

  mutating func shutDown(at now: Instant) { move(to: .shutDown, at: now) }
}
