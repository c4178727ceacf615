import Testing

@testable import FaultScenario

@Suite("A lost device")
struct DeviceLossTests {
  private static func loss(
    _ change: (inout DeviceLoss) -> Void = { _ in }
  ) -> DeviceLoss {
    var loss = DeviceLoss(window: FaultWindow(after: .seconds(10), length: .seconds(5)))
    change(&loss)
    return loss
  }

  @Test("answers by its code, and has forgotten sessions, login and slot when it is back")
  func lossAndReturn() {
    var simulated = SimulatedDevice { $0.deviceLosses = [Self.loss()] }
    let session = simulated.open().session
    #expect(simulated.logIn() == .ok)
    simulated.now = .seconds(10)
    #expect(simulated.call(.sign, session: session) == .deviceError)
    #expect(simulated.open().code == .deviceError)
    #expect(simulated.call(.getInfo) == .ok)
    #expect(simulated.device.takeChores() == [.close(realSession: 1001)])
    simulated.now = .seconds(15)
    #expect(simulated.call(.sign, session: session) == .sessionHandleInvalid)
    #expect(simulated.open().code == .ok)
    #expect(!simulated.device.isLoggedIn(slot: 7))
    #expect(simulated.device.slotShift == 0x100)
    #expect(simulated.device.counters.faults.deviceLosses == 1)
  }

  @Test("answers a call under way by its code, though the real one took effect")
  func callUnderWay() throws {
    var simulated = SimulatedDevice { scenario in
      scenario.deviceLosses = [Self.loss()]
      scenario.latencies = [.sign: .fixed(.seconds(2))]
    }
    let session = simulated.open().session
    simulated.now = .seconds(9)
    let operation = try #require(simulated.begin(.sign, session: session).operation)
    #expect(operation.deadline == .seconds(11))
    #expect(simulated.finish(operation) == .deviceError)
    #expect(simulated.device.takeChores() == [.close(realSession: 1001)])
  }

  @Test("answers those who wait for a lane at once")
  func waiting() throws {
    var simulated = SimulatedDevice { scenario in
      scenario.deviceLosses = [Self.loss()]
      scenario.lanes = 1
    }
    let session = simulated.open().session
    let first = try #require(simulated.begin(.sign, session: session).operation)
    let second = try #require(simulated.begin(.sign, session: session).operation)
    simulated.now = .seconds(11)
    #expect(simulated.finish(first) == .deviceError)
    #expect(simulated.device.takeWoken() == [second.ticket])
    guard case .answer(let code) = simulated.device.resume(second, at: simulated.now) else {
      Issue.record("it must be answered")
      return
    }
    #expect(code == .deviceError)
  }

  @Test("may need C_Finalize and C_Initialize, and fail the latter meanwhile")
  func needsReinitialise() {
    var simulated = SimulatedDevice { scenario in
      scenario.deviceLosses = [
        Self.loss {
          $0.needsReinitialise = .sessionHandleInvalid
          $0.failsInitialize = true
        }
      ]
    }
    let session = simulated.open().session
    simulated.now = .seconds(11)
    #expect(simulated.call(.initialize) == .deviceError)
    for time in [15, 1000] {
      simulated.now = .seconds(time)
      #expect(simulated.call(.sign, session: session) == .sessionHandleInvalid)
      #expect(simulated.open().code == .deviceError)
    }
    simulated.device.finalise(at: simulated.now)
    #expect(simulated.call(.initialize) == .ok)
    simulated.device.initialise(at: simulated.now)
    #expect(simulated.open().code == .ok)
  }
}
