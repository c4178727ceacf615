/// How a token and its sessions are doing, for readiness, metrics and the operator.
package struct TokenStatus: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    /// It has never been connected since the start.
    case connecting(reason: String?)
    case connected
    case reconnecting(reason: String)
    /// It is left alone until the operator acts (law 8).
    case parked(reason: String)
    case shutDown
  }

  package struct Lanes: Sendable, Hashable {
    /// As many as there should be.
    package let wanted: Int
    /// Those that serve requests, now or as soon as one comes.
    package let open: Int
    /// Those among them that are at work.
    package let busy: Int
    /// Those whose call of the module has not returned in time.
    package let stuck: Int
    /// How many were put in the place of stuck ones since the start.
    package let replaced: Int
  }

  package let name: String
  package let state: State
  /// How long it has been in this state.
  package let since: Duration
  /// For how long nothing could be signed; nil while it can.
  package let away: Duration?
  package let lanes: Lanes
  /// Requests that wait for a lane.
  package let queued: Int
  /// Calls that went well since the start.
  package let signatures: Int
  package let reconnections: Int
  /// Calls that failed or hung since the start.
  package let faults: [FaultKind: Int]
  package let lastFault: String?
  /// How long ago that was.
  package let lastFaultAge: Duration?
  /// How long a call takes, the latest counting most.
  package let serviceTime: Duration?
  package let signaturesPerSecond: Double
  /// Counts the connections.
  package let generation: Int

  /// Whether anything can be signed.
  package var isReady: Bool { state == .connected && lanes.open > 0 }
}

extension TokenStatus.State {
  package var word: String {
    switch self {
    case .connecting: "connecting"
    case .connected: "connected"
    case .reconnecting: "reconnecting"
    case .parked: "parked"
    case .shutDown: "shut down"
    }
  }

  package var reason: String? {
    switch self {
    case .connecting(let reason): reason
    case .reconnecting(let reason), .parked(let reason): reason
    case .connected, .shutDown: nil
    }
  }
}

extension TokenStatus {
  /// All in one sentence, for the readiness page.
  package var sentence: String {
    let lanes =
      "\(lanes.open) of \(lanes.wanted) sessions open, \(lanes.busy) busy, \(lanes.stuck) stuck, "
      + "\(queued) requests waiting"
    return switch state {
    case .connected, .shutDown: "\(state.word), \(lanes)"
    case .connecting, .reconnecting, .parked:
      "\(state.word) for \(since.inWords)\(state.reason.map { ": \($0)" } ?? "")"
    }
  }
}

extension TokenStatus {
  init(_ machine: PoolMachine, at now: ContinuousClock.Instant) {
    let phase = machine.phase
    name = machine.rules.token
    state =
      switch phase.state {
      case .connected: .connected
      case .parked: .parked(reason: phase.fault?.reason ?? "")
      case .shutDown: .shutDown
      case .due, .connecting, .broken, .loggingIn:
        phase.hasConnected
          ? .reconnecting(reason: phase.fault?.reason ?? "it logs in again")
          : .connecting(reason: phase.fault?.reason)
      }
    since = now - phase.since
    away = phase.awaySince.map { now - $0 }
    lanes = Lanes(
      wanted: machine.wanted, open: phase.isConnected ? machine.openCount : 0,
      busy: machine.lanes.values.count { if case .signing = $0.state { true } else { false } },
      stuck: machine.stuckCount, replaced: machine.tally.replaced)
    queued = machine.queue.count
    signatures = machine.tally.signatures
    reconnections = phase.reconnections
    faults = machine.tally.faults
    lastFault = machine.tally.lastFault?.fault.reason
    lastFaultAge = machine.tally.lastFault.map { now - $0.at }
    serviceTime = machine.tally.serviceTime
    signaturesPerSecond = machine.tally.signaturesPerSecond
    generation = phase.connection
  }
}

extension Duration {
  /// For people: `10.2 s`.
  var inWords: String {
    let tenths = components.seconds * 10 + components.attoseconds / 100_000_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
