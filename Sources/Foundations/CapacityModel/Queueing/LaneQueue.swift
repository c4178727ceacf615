internal import Foundation

/// How long signatures wait for a lane, where certificates are asked for at random moments.
///
/// An M/D/c queue: arrivals by Poisson, a signature always takes as long, c lanes. The mean wait is
/// that of M/M/c by Erlang's C formula, times the correction of Cosmetatos (1976) for service of constant length,
/// ½ · (1 + (1 − ρ)(c − 1)(√(4 + 5c) − 2) ÷ (16ρc)), which for one lane is exact (Pollaczek and Khinchine) and for more
/// is within a few per cent where the lanes are busy. The tail is taken to be exponential.
package struct LaneQueue: Sendable, Hashable {
  package let lanes: Int
  package let serviceSeconds: Double
  package let arrivalsPerSecond: Double

  package init(lanes: Int, serviceSeconds: Double, arrivalsPerSecond: Double) {
    self.lanes = lanes
    self.serviceSeconds = serviceSeconds
    self.arrivalsPerSecond = arrivalsPerSecond
  }

  /// The share of the time for which a lane is busy; 1 and more means that the queue never ends.
  package var utilisation: Double { arrivalsPerSecond * serviceSeconds / Double(lanes) }

  /// The share of the arrivals that find all lanes busy (Erlang's C formula).
  package var waitingShare: Double {
    guard utilisation < 1 else { return 1 }
    let load = arrivalsPerSecond * serviceSeconds
    var blocked = 1.0
    for lane in 1...max(lanes, 1) { blocked = load * blocked / (Double(lane) + load * blocked) }
    return blocked / (1 - utilisation * (1 - blocked))
  }

  /// The mean wait of all arrivals, in seconds; infinite where they come faster than they are served.
  package var meanWaitSeconds: Double {
    let use = utilisation
    guard use < 1 else { return .infinity }
    guard use > 0 else { return 0 }
    let count = Double(lanes)
    let exponential = waitingShare * serviceSeconds / (count * (1 - use))
    let correction =
      (1 + (1 - use) * (count - 1) * ((4 + 5 * count).squareRoot() - 2) / (16 * use * count)) / 2
    // Constant service never makes for longer waits than exponential service does.
    return exponential * min(correction, 1)
  }

  /// The wait that a share of the arrivals, as 0.01, exceeds, in seconds.
  package func waitSeconds(exceededBy share: Double) -> Double {
    guard utilisation < 1 else { return .infinity }
    guard waitingShare > share else { return 0 }
    return log(waitingShare / share) * meanWaitSeconds / waitingShare
  }

  /// The same lanes at another utilisation.
  package func at(utilisation: Double) -> LaneQueue {
    LaneQueue(
      lanes: lanes, serviceSeconds: serviceSeconds,
      arrivalsPerSecond: utilisation * Double(lanes) / serviceSeconds)
  }
}
