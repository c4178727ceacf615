/// A device that misbehaves as its scenario says: a pure value that decides for each call.
///
/// It knows neither clock nor threads. Its driver tells it the time, makes the real calls, parks and
/// wakes the threads, and does the ``Chore``s that pile up.
package struct FaultyDevice: Sendable {
  package internal(set) var scenario: FaultScenario
  package internal(set) var isInitialised = false
  package internal(set) var counters: Counters
  package var objects = ObjectTable()
  var sessions: [UInt: SessionRecord] = [:]
  /// Dead sessions that calls still use.
  var dyingSessions: [UInt: SessionRecord] = [:]
  var nextSession: UInt = 1
  var openingCount = 0
  var lastOpening: Duration?
  /// The real slots where a user is logged in.
  var loggedInSlots: Set<UInt> = []
  /// The real slots that lost their login, and what needs it is refused until the next.
  var slotsWithoutLogin: Set<UInt> = []
  package internal(set) var pinTries = PINTries()
  var random: SeededGenerator
  var latencies: [Latency?]
  var lanes: LaneQueue?
  var faults: [ArmedFault] = []
  var hangs: [ArmedHang] = []
  var hung: Set<UInt64> = []
  var throttleDebt = Duration.zero
  var losses: [DeviceLoss]
  var loss: DeviceLoss?
  var lossEnd: Duration?
  /// What every call says until the module is initialised anew.
  var deathCode: ReturnCode?
  var loginLosses: [Duration]
  /// Rises whenever all handles die.
  package internal(set) var epoch = 0
  /// What the slot ids are ahead of the real ones.
  package internal(set) var slotShift: UInt = 0
  private var nextTicket: UInt64 = 1
  private var chores: [Chore] = []
  /// Who has got a lane or was released, and must be woken.
  var woken: [UInt64] = []
  /// The time of the last event.
  var time = Duration.zero

  package init(scenario: FaultScenario) {
    self.scenario = scenario
    counters = Counters()
    random = SeededGenerator(seed: scenario.seed)
    latencies = CryptokiFunction.allCases.map { scenario.latencies[$0] }
    lanes = scenario.lanes.map { LaneQueue(count: $0) }
    faults = scenario.faults.map { ArmedFault(rule: $0) }
    hangs = scenario.hangs.map { ArmedHang(rule: $0) }
    losses = scenario.deviceLosses.sorted { $0.window.after < $1.window.after }
    loginLosses = scenario.loginLosses.sorted()
  }

  /// Takes what has piled up for the real module.
  package mutating func takeChores() -> [Chore] {
    guard !chores.isEmpty else { return [] }
    defer { chores = [] }
    return chores
  }

  /// Takes those who have got a lane or were released, and must be woken.
  package mutating func takeWoken() -> [UInt64] {
    guard !woken.isEmpty else { return [] }
    defer { woken = [] }
    return woken
  }

  mutating func add(_ chore: Chore) {
    chores.append(chore)
  }

  mutating func makeTicket() -> UInt64 {
    defer { nextTicket += 1 }
    return nextTicket
  }
}

/// A session as the application knows it, and what the real module has for it.
struct SessionRecord: Sendable {
  let real: UInt
  /// The real module's slot.
  let slot: UInt
  var lastUsed: Duration
  var callCount = 0
  /// The key of the signature under way, as the counters name it.
  var signingKey: String?
  /// Operations that the real module holds to be under way, the application doesn't.
  var unfinished: Set<CryptokiFunction> = []
}

/// How often the PIN was wrong in a row, for each real slot's token.
package struct PINTries: Sendable, Hashable, Codable {
  package internal(set) var wrong: [String: Int] = [:]

  package init() {}
}

/// A fault and how far it has got.
struct ArmedFault: Sendable {
  let rule: FaultRule
  private var seen = 0
  private var struck = 0

  init(rule: FaultRule) {
    self.rule = rule
  }

  var isSpent: Bool { rule.count.map { struck >= $0 } ?? false }

  mutating func strikes(
    _ function: CryptokiFunction, at now: Duration, random: inout SeededGenerator
  ) -> Bool {
    guard rule.concerns(function), !isSpent, rule.window?.contains(now) ?? true else {
      return false
    }
    seen += 1
    guard seen > rule.skip, rule.rate >= 1 || random.unit() < rule.rate else { return false }
    struck += 1
    return true
  }
}

/// A hang and how far it has got.
struct ArmedHang: Sendable {
  let rule: HangRule
  private var seen = 0
  private var struck = 0

  init(rule: HangRule) {
    self.rule = rule
  }

  mutating func strikes(_ function: CryptokiFunction, lane: Int?) -> Bool {
    guard rule.function == function, rule.lane == nil || rule.lane == lane,
      rule.count.map({ struck < $0 }) ?? true
    else { return false }
    seen += 1
    guard seen > rule.skip else { return false }
    struck += 1
    return true
  }
}
