/// Counts of everything that happened to a device.
///
/// There is nothing in them that could be, or come from, a PIN.
package struct Counters: Sendable {
  package struct Logins: Sendable, Hashable, Codable {
    /// How often `C_Login` was called for a user.
    package internal(set) var tried = 0
    /// How many of them came to the real module.
    package internal(set) var reachedModule = 0
    package internal(set) var succeeded = 0
    package internal(set) var wrong = 0
  }

  package struct Sessions: Sendable, Hashable, Codable {
    package internal(set) var open = 0
    package internal(set) var peak = 0
    package internal(set) var opened = 0
    package internal(set) var refused = 0
    package internal(set) var died = 0
  }

  package struct Load: Sendable, Hashable, Codable {
    /// Calls under way.
    package internal(set) var inFlight = 0
    package internal(set) var peak = 0
    /// Operations that wait for a lane.
    package internal(set) var waiting = 0
    package internal(set) var peakWaiting = 0
    package internal(set) var hung = 0
  }

  package struct Faults: Sendable, Hashable, Codable {
    package internal(set) var before = 0
    package internal(set) var after = 0
    package internal(set) var deviceLosses = 0
  }

  package internal(set) var logins = Logins()
  package internal(set) var sessions = Sessions()
  package internal(set) var load = Load()
  package internal(set) var faults = Faults()
  package internal(set) var signaturesByKey: [String: Int] = [:]
  private var calls = [Int](repeating: 0, count: CryptokiFunction.allCases.count)
  private var successes = [Int](repeating: 0, count: CryptokiFunction.allCases.count)
  private var failures: [CryptokiFunction: [ReturnCode: Int]] = [:]

  package init() {}

  /// Rises with every call that begins or ends.
  package private(set) var eventCount = 0
  package private(set) var resetCount = 0

  package func calls(of function: CryptokiFunction) -> Int { calls[Int(function.rawValue)] }

  package func successes(of function: CryptokiFunction) -> Int {
    successes[Int(function.rawValue)]
  }

  package func failures(of function: CryptokiFunction) -> [ReturnCode: Int] {
    failures[function, default: [:]]
  }

  mutating func begin(_ function: CryptokiFunction) {
    eventCount += 1
    calls[Int(function.rawValue)] += 1
    load.inFlight += 1
    load.peak = max(load.peak, load.inFlight)
  }

  mutating func end(_ function: CryptokiFunction, with code: ReturnCode) {
    eventCount += 1
    load.inFlight -= 1
    if code == .ok {
      successes[Int(function.rawValue)] += 1
    } else {
      failures[function, default: [:]][code, default: 0] += 1
    }
  }

  mutating func countFault(_ moment: FaultMoment) {
    switch moment {
    case .before: faults.before += 1
    case .after: faults.after += 1
    }
  }

  mutating func countLoss() { faults.deviceLosses += 1 }

  mutating func setOpenSessions(_ count: Int) {
    sessions.open = count
    sessions.peak = max(sessions.peak, count)
  }

  mutating func setWaiting(_ count: Int) {
    load.waiting = count
    load.peakWaiting = max(load.peakWaiting, count)
  }

  mutating func setHung(_ count: Int) { load.hung = count }

  mutating func countSignature(by key: String) {
    signaturesByKey[key, default: 0] += 1
  }

  /// Begins anew, except for what is true right now.
  mutating func reset() {
    let old = self
    self = Counters()
    eventCount = old.eventCount + 1
    resetCount = old.resetCount + 1
    sessions.open = old.sessions.open
    sessions.peak = old.sessions.open
    load = old.load
    load.peak = old.load.inFlight
    load.peakWaiting = old.load.waiting
  }
}
