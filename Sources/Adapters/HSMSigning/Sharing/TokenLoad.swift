/// What a token has to do, for the choice among those with the same key.
struct TokenLoad: Sendable, Equatable {
  var isUsable: Bool
  /// Requests that wait or are served.
  var requests: Int
  var openLanes: Int
  /// How long a call takes; nil before the first.
  var serviceTime: Duration?

  /// How long a request that comes now is expected to take; nil where it can't be served.
  var expectedTime: Duration? {
    guard isUsable, openLanes > 0 else { return nil }
    // Unknown speed is tried soon.
    let serviceTime = serviceTime ?? .microseconds(1)
    let turns = Double(requests + 1) / Double(openLanes)
    return serviceTime * max(1, turns)
  }
}

/// Chooses among tokens with the same key.
enum TokenChoice {
  /// Those that can serve, the one that is expected to be done first in front.
  static func order(_ loads: [TokenLoad]) -> ArraySlice<Int> {
    let candidates = loads.enumerated().compactMap { index, load in
      load.expectedTime.map { (index: index, time: $0, requests: load.requests) }
    }
    return candidates.sorted { ($0.time, $0.requests) < ($1.time, $1.requests) }.map(\.index)[...]
  }
}

extension TokenPool {
  /// What the token has to do just now.
  var load: TokenLoad {
    lanes.monitor.withLock { state in
      let machine = state.machine
      return TokenLoad(
        isUsable: machine.phase.isConnected, requests: machine.pendingCount,
        openLanes: machine.openCount, serviceTime: machine.tally.serviceTime)
    }
  }
}

extension PoolMachine {
  /// Requests that wait or are served.
  var pendingCount: Int {
    queue.count + lanes.values.count { if case .signing = $0.state { true } else { false } }
  }
}
