/// What a pool has done, for health and metrics.
struct PoolTally {
  typealias Instant = ContinuousClock.Instant

  private(set) var signatures = 0
  private(set) var lastFault: (fault: LaneFault, at: Instant)?
  /// How often calls failed, by what follows and why.
  private(set) var faults: [FaultKind: Int] = [:]
  var replaced = 0
  /// How long a call takes, the latest counting most.
  private(set) var serviceTime: Duration?
  private(set) var signaturesPerSecond = 0.0
  private var window: (start: Instant, signatures: Int)?

  mutating func served(in duration: Duration) {
    signatures += 1
    serviceTime = serviceTime.map { $0 + (duration - $0) / 16 } ?? duration
  }

  mutating func failed(_ fault: LaneFault, at now: Instant) {
    lastFault = (fault, now)
    faults[FaultKind(fault), default: 0] += 1
  }

  /// A call did not return in time.
  mutating func hung() { faults[.hung, default: 0] += 1 }

  /// Measures the rate over a second or more.
  mutating func tick(at now: Instant) {
    guard let window else {
      self.window = (now, signatures)
      return
    }
    let span = now - window.start
    guard span >= .seconds(1) else { return }
    signaturesPerSecond = Double(signatures - window.signatures) / (span / .seconds(1))
    self.window = (now, signatures)
  }
}
