import Testing

@testable import FaultScenario

@Suite("Sessions")
struct SessionRuleTests {
  @Test("There are no more than the limit; a closed one makes room")
  func limit() {
    var simulated = SimulatedDevice { $0.sessions.limit = 2 }
    let first = simulated.open().session
    #expect(simulated.open().code == .ok)
    #expect(simulated.open().code == .sessionCount)
    simulated.device.forgetSession(first)
    #expect(simulated.open().code == .ok)
    #expect(simulated.device.counters.sessions.peak == 2)
    #expect(simulated.device.counters.sessions.refused == 1)
  }

  @Test("Those that are idle for too long die, and make room")
  func idle() {
    var simulated = SimulatedDevice { scenario in
      scenario.sessions.limit = 1
      scenario.sessions.idleTimeout = .seconds(30)
    }
    let session = simulated.open().session
    simulated.now = .seconds(29)
    #expect(simulated.call(.getSessionInfo, session: session) == .ok)
    simulated.now = .seconds(58)
    #expect(simulated.call(.getSessionInfo, session: session) == .ok)
    simulated.now = .seconds(88)
    #expect(simulated.call(.getSessionInfo, session: session) == .sessionHandleInvalid)
    #expect(simulated.device.takeChores() == [.close(realSession: 1001)])
    #expect(simulated.open().code == .ok)
  }

  @Test("An idle death may take the whole module with it, until it is initialised anew")
  func idleNeedsReinitialise() {
    var simulated = SimulatedDevice { scenario in
      scenario.sessions.idleTimeout = .seconds(30)
      scenario.sessions.idleNeedsReinitialise = true
    }
    let session = simulated.open().session
    let other = simulated.open().session
    simulated.now = .seconds(31)
    #expect(simulated.call(.sign, session: session) == .sessionHandleInvalid)
    #expect(simulated.call(.sign, session: other) == .sessionHandleInvalid)
    #expect(simulated.open().code == .deviceError)
    simulated.device.finalise(at: simulated.now)
    simulated.device.initialise(at: simulated.now)
    #expect(simulated.open().code == .ok)
  }

  @Test("Read-only ones, and those opened too fast, are refused by the codes told")
  func paceAndAccess() {
    var simulated = SimulatedDevice { scenario in
      scenario.sessions.pace = .milliseconds(20)
      scenario.sessions.readOnlyCode = .functionFailed
    }
    #expect(simulated.open(isReadWrite: false).code == .functionFailed)
    #expect(simulated.open().code == .ok)
    simulated.now = .milliseconds(19)
    #expect(simulated.open().code == .argumentsBad)
    simulated.now = .milliseconds(39)
    #expect(simulated.open().code == .ok)
  }

  @Test("A session that dies during a call is closed when the call is over")
  func deathDuringCall() throws {
    var simulated = SimulatedDevice()
    let session = simulated.open().session
    let operation = try #require(simulated.begin(.sign, session: session).operation)
    #expect(simulated.device.obey(line: "kill-session", at: .zero) == "ok 1 sessions died")
    #expect(simulated.device.takeChores().isEmpty)
    _ = simulated.finish(operation)
    #expect(simulated.device.takeChores() == [.close(realSession: 1001)])
    #expect(simulated.call(.sign, session: session) == .sessionHandleInvalid)
  }
}
