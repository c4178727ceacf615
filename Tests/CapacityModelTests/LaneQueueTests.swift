import CapacityModel
import Foundation
import Testing

@Suite("Waiting for a lane")
struct LaneQueueTests {
  private func queue(_ lanes: Int, use: Double) -> LaneQueue {
    LaneQueue(lanes: lanes, serviceSeconds: 0.003, arrivalsPerSecond: 0).at(utilisation: use)
  }

  @Test(
    "Erlang's C formula gives the values of its tables",
    arguments: [(1, 0.5, 0.5), (2, 0.5, 1.0 / 3), (5, 0.8, 0.5541), (10, 0.8, 0.4092)])
  func erlang(lanes: Int, use: Double, share: Double) {
    #expect(abs(queue(lanes, use: use).waitingShare - share) < 0.0002)
  }

  @Test(
    "With one lane the mean wait is Pollaczek's and Khinchine's", arguments: [0.1, 0.5, 0.9, 0.99])
  func oneLane(use: Double) {
    let exact = 0.003 * use / (2 * (1 - use))
    #expect(abs(queue(1, use: use).meanWaitSeconds - exact) < exact * 1e-9)
  }

  @Test(
    "With more lanes it is within 6 % of a simulation",
    arguments: [(2, 0.7), (4, 0.8), (8, 0.8), (8, 0.9), (16, 0.9), (32, 0.95)])
  func simulated(lanes: Int, use: Double) {
    let queue = queue(lanes, use: use)
    let simulated = LaneSimulation(queue, seed: 7).meanWaitSeconds(arrivals: 2_000_000)
    #expect(
      abs(queue.meanWaitSeconds / simulated - 1) < 0.06,
      "\(queue.meanWaitSeconds) against \(simulated)")
  }

  @Test("Where more arrives than is served, the wait has no end; where nothing does, there is none")
  func edges() {
    #expect(queue(4, use: 1).meanWaitSeconds == .infinity)
    #expect(queue(4, use: 1.2).waitSeconds(exceededBy: 0.01) == .infinity)
    #expect(queue(4, use: 0).meanWaitSeconds == 0)
    #expect(queue(32, use: 0.1).waitSeconds(exceededBy: 0.01) == 0)
  }

  @Test("Busier lanes make for longer waits, more lanes for shorter ones")
  func order() {
    let uses = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95].map { queue(8, use: $0).meanWaitSeconds }
    #expect(uses == uses.sorted())
    let lanes = [1, 2, 4, 8, 16].map { queue($0, use: 0.8).meanWaitSeconds }
    #expect(lanes == lanes.sorted(by: >))
  }
}

/// Signatures that arrive by Poisson and are served one after the other, each in the same time.
private struct LaneSimulation {
  private let queue: LaneQueue
  private var state: UInt64

  init(_ queue: LaneQueue, seed: UInt64) {
    self.queue = queue
    state = seed
  }

  func meanWaitSeconds(arrivals: Int) -> Double {
    var generator = self
    // With constant service lanes become free in the order in which they were taken.
    var free = Array(repeating: 0.0, count: queue.lanes)
    var (now, waited) = (0.0, 0.0)
    for arrival in 0..<arrivals {
      now += generator.pause()
      let lane = arrival % queue.lanes
      let start = max(now, free[lane])
      waited += start - now
      free[lane] = start + queue.serviceSeconds
    }
    return waited / Double(arrivals)
  }

  /// Until the next arrival: exponential, by SplitMix64.
  private mutating func pause() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    mixed ^= mixed >> 31
    let uniform = (Double(mixed >> 11) + 0.5) / 9_007_199_254_740_992
    return -log(uniform) / queue.arrivalsPerSecond
  }
}
