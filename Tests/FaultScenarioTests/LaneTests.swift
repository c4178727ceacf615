import Testing

@testable import FaultScenario

@Suite("Lanes")
struct LaneTests {
  @Test("One lane makes operations one after the other, in the order in which they came")
  func oneLane() throws {
    var simulated = SimulatedDevice { scenario in
      scenario.lanes = 1
      scenario.latencies = [.sign: .fixed(.milliseconds(3))]
    }
    let sessions = (0..<3).map { _ in simulated.open().session }
    let first = try #require(simulated.begin(.sign, session: sessions[0]).operation)
    #expect(first.deadline == .milliseconds(3))
    simulated.now = .milliseconds(1)
    let second = simulated.begin(.sign, session: sessions[1])
    let third = simulated.begin(.sign, session: sessions[2])
    #expect(second.isWait && third.isWait)
    #expect(simulated.device.counters.load.peakWaiting == 2)

    // However late the machine wakes the threads, the device goes on at once.
    simulated.now = .milliseconds(3) + .microseconds(400)
    #expect(simulated.finish(first) == .ok)
    let secondOperation = try #require(second.operation)
    #expect(simulated.device.takeWoken() == [secondOperation.ticket])
    let resumed = simulated.device.resume(secondOperation, at: simulated.now)
    guard case .go(let going) = resumed else {
      Issue.record("it must go: \(resumed)")
      return
    }
    #expect(going.deadline == .milliseconds(6))
    #expect(simulated.finish(going) == .ok)
    #expect(simulated.device.takeWoken() == [try #require(third.operation).ticket])
  }

  @Test("Other calls need no lane, and a question for a length neither lane nor time")
  func noLaneNeeded() {
    var simulated = SimulatedDevice { scenario in
      scenario.lanes = 1
      scenario.latencies = [.sign: .fixed(.milliseconds(3))]
    }
    let session = simulated.open().session
    _ = simulated.begin(.sign, session: session)
    #expect(simulated.call(.getSessionInfo, session: session) == .ok)
    let query = simulated.device.begin(.sign, session: session, isQuery: true, at: .zero)
    #expect(query.operation?.deadline == nil)
    #expect(!query.isWait)
  }

  @Test("A hung lane costs that lane, until it is released")
  func hungLane() throws {
    var rule = HangRule(function: .sign)
    rule.lane = 0
    var simulated = SimulatedDevice { scenario in
      scenario.lanes = 2
      scenario.hangs = [rule]
    }
    let session = simulated.open().session
    let hanging = simulated.begin(.sign, session: session)
    guard case .hang(let operation, until: nil) = hanging else {
      Issue.record("it must hang: \(hanging)")
      return
    }
    #expect(simulated.device.counters.load.hung == 1)
    for _ in 0..<5 { #expect(simulated.call(.sign, session: session) == .ok) }
    let inOtherLane = try #require(simulated.begin(.sign, session: session).operation)
    #expect(simulated.begin(.sign, session: session).isWait)
    _ = simulated.finish(inOtherLane)

    #expect(simulated.device.obey(line: "release", at: .seconds(60)) == "ok released 1")
    #expect(simulated.device.takeWoken().contains(operation.ticket))
    guard case .go = simulated.device.resume(operation, at: .seconds(60)) else {
      Issue.record("it must go on")
      return
    }
    #expect(simulated.device.counters.load.hung == 0)
  }

  @Test(
    "Latencies are drawn as their distribution says",
    arguments: [
      (Latency.uniform(from: .milliseconds(1), to: .milliseconds(3)), 2.0),
      (.normal(mean: .milliseconds(3), deviation: .milliseconds(1)), 3.0),
      (.lognormal(median: .milliseconds(3), sigma: 0.1), 3.0),
      (.exponential(mean: .milliseconds(2)), 2.0),
    ])
  func distributions(latency: Latency, mean: Double) {
    var random = SeededGenerator(seed: 1)
    let values = (0..<20_000).map { _ in latency.value(using: &random) / .milliseconds(1) }
    #expect(values.allSatisfy { $0 >= 0 })
    #expect(abs(values.reduce(0, +) / 20_000 - mean) < 0.05)
    if case .uniform = latency { #expect(values.allSatisfy { (1...3).contains($0) }) }
  }
}
