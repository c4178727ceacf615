import Testing

@testable import FaultScenario

@Suite("Injected codes")
struct FaultTests {
  @Test("before: the real call isn't made; after: it is, and the error is answered all the same")
  func moments() {
    for moment in FaultMoment.allCases {
      var simulated = SimulatedDevice { scenario in
        scenario.faults = [FaultRule(functions: [.sign], code: .deviceError, moment: moment)]
      }
      let session = simulated.open().session
      #expect(simulated.call(.sign, session: session) == .deviceError)
      #expect(simulated.realCalls.contains(.sign) == (moment == .after))
      #expect(simulated.call(.signInit, session: session) == .ok)
      let counters = simulated.device.counters
      #expect(counters.faults.before == (moment == .before ? 1 : 0))
      #expect(counters.faults.after == (moment == .after ? 1 : 0))
      #expect(counters.calls(of: .sign) == 1)
      #expect(counters.successes(of: .sign) == 0)
      #expect(counters.failures(of: .sign) == [.deviceError: 1])
    }
  }

  @Test("strike after those to be skipped, as often as told")
  func skipAndCount() {
    var rule = FaultRule(functions: [.sign], code: .functionFailed)
    rule.skip = 2
    rule.count = 3
    var simulated = SimulatedDevice { $0.faults = [rule] }
    let session = simulated.open().session
    let codes = (1...7).map { _ in simulated.call(.sign, session: session) }
    #expect(
      codes == [.ok, .ok, .functionFailed, .functionFailed, .functionFailed, .ok, .ok])
  }

  @Test("strike at the rate told, and the same calls for the same seed")
  func rate() {
    func codes(seed: UInt64) -> [ReturnCode] {
      var simulated = SimulatedDevice { scenario in
        scenario.seed = seed
        var rule = FaultRule(functions: [.sign], code: .functionFailed)
        rule.rate = 0.25
        scenario.faults = [rule]
      }
      let session = simulated.open().session
      return (0..<4000).map { _ in simulated.call(.sign, session: session) }
    }
    let first = codes(seed: 7)
    #expect((900...1100).contains(first.count { $0 == .functionFailed }))
    #expect(first == codes(seed: 7))
    #expect(first != codes(seed: 8))
  }

  @Test("strike in their window only")
  func window() {
    var rule = FaultRule(functions: [], code: .deviceError)
    rule.window = FaultWindow(after: .seconds(10), length: .seconds(5))
    var simulated = SimulatedDevice { $0.faults = [rule] }
    let session = simulated.open().session
    for (time, code) in [(9, ReturnCode.ok), (10, .deviceError), (14, .deviceError), (15, .ok)] {
      simulated.now = .seconds(time)
      #expect(simulated.call(.getSessionInfo, session: session) == code, "\(time) s")
    }
    simulated.now = .seconds(12)
    #expect(simulated.call(.getInfo) == .ok, "the library alone answers")
  }

  @Test("A throttle refuses what comes beyond its rate")
  func throttle() {
    var simulated = SimulatedDevice { scenario in
      scenario.throttle = Throttle(operationsPerSecond: 100, burst: 2, code: .functionFailed)
    }
    let session = simulated.open().session
    let burst = (1...3).map { _ in simulated.call(.sign, session: session) }
    #expect(burst == [.ok, .ok, .functionFailed])
    simulated.now = .milliseconds(10)
    #expect(simulated.call(.sign, session: session) == .ok)
    #expect(simulated.call(.sign, session: session) == .functionFailed)
    #expect(simulated.call(.getSessionInfo, session: session) == .ok)
  }

  @Test("Nothing answers before C_Initialize and after C_Finalize")
  func notInitialised() {
    var simulated = SimulatedDevice()
    let session = simulated.open().session
    simulated.device.finalise(at: .seconds(1))
    #expect(simulated.call(.sign, session: session) == .cryptokiNotInitialized)
    #expect(simulated.device.takeChores() == [.close(realSession: 1001)])
    simulated.device.initialise(at: .seconds(2))
    #expect(simulated.call(.sign, session: session) == .sessionHandleInvalid)
  }
}
