import Testing

@testable import FaultScenario

@Suite("Login")
struct LoginTests {
  @Test("A PIN locks after the wrong tries told, and its flags say so before")
  func lock() {
    var simulated = SimulatedDevice { $0.pin.locksAfter = 3 }
    _ = simulated.open()
    let flags = { (device: FaultyDevice) in device.pinFlags(ofSlot: 7) }
    #expect(flags(simulated.device) == 0)
    #expect(simulated.logIn(isRight: false) == .pinIncorrect)
    #expect(flags(simulated.device) == 0x10000, "CKF_USER_PIN_COUNT_LOW")
    #expect(simulated.logIn(isRight: false) == .pinIncorrect)
    #expect(flags(simulated.device) == 0x30000, "and CKF_USER_PIN_FINAL_TRY")
    #expect(simulated.logIn(isRight: false) == .pinIncorrect)
    #expect(flags(simulated.device) == 0x40000, "CKF_USER_PIN_LOCKED")
    #expect(simulated.logIn() == .pinLocked, "even the right one")
    let logins = simulated.device.counters.logins
    #expect(logins.tried == 4)
    #expect(logins.reachedModule == 3)
    #expect(logins.wrong == 3)
    // Another process begins where this one ended.
    var next = SimulatedDevice { $0.pin.locksAfter = 3 }
    next.device.restore(simulated.device.pinTries)
    #expect(next.logIn() == .pinLocked)
  }

  @Test("A right PIN forgives the wrong ones before")
  func forgiven() {
    var simulated = SimulatedDevice { $0.pin.locksAfter = 2 }
    #expect(simulated.logIn(isRight: false) == .pinIncorrect)
    #expect(simulated.logIn() == .ok)
    #expect(simulated.device.pinFlags(ofSlot: 7) == 0)
  }

  @Test(
    "A PIN has the shape told",
    arguments: [
      (PINRules.Shape.text, "1234", PINForm.wellFormed(0..<4)),
      (.userAndPassword, "1234", .malformed),
      (.userAndPassword, "user:1234", .wellFormed(5..<9)),
      (.userAndPassword, "other:1234", .otherUser),
      (.userAndPassword, "user:", .malformed),
      (.userAndPassword, ":1234", .malformed),
      (.userAndPassword, "user:12:34", .wellFormed(5..<10)),
      (.keyIDAndPassword, "00011234", .otherUser),
      (.keyIDAndPassword, "user1234", .malformed),
      (.keyIDAndPassword, "0001", .malformed),
    ])
  func shapes(shape: PINRules.Shape, pin: String, form: PINForm) {
    var rules = PINRules()
    rules.shape = shape
    rules.user = shape == .text ? nil : "user"
    #expect(Array(pin.utf8).withUnsafeBufferPointer { rules.form(of: $0) } == form)
  }

  @Test("A PIN of another shape is answered by the code told, and never reaches the module")
  func malformed() {
    var simulated = SimulatedDevice { $0.pin.shape = .userAndPassword }
    #expect(simulated.logIn(.malformed) == .argumentsBad)
    #expect(simulated.logIn(.otherUser) == .pinIncorrect)
    #expect(simulated.realCalls.isEmpty)
    #expect(simulated.device.counters.logins.tried == 2)
    #expect(simulated.device.counters.logins.reachedModule == 0)
  }

  @Test("A lost login is lost for all sessions, until the next one")
  func lostLogin() {
    var simulated = SimulatedDevice { $0.loginLosses = [.seconds(5)] }
    let sessions = [simulated.open().session, simulated.open().session]
    #expect(simulated.logIn() == .ok)
    #expect(simulated.call(.signInit, session: sessions[0]) == .ok)
    simulated.now = .seconds(5)
    for session in sessions {
      #expect(simulated.call(.signInit, session: session) == .userNotLoggedIn)
      #expect(simulated.call(.getSessionInfo, session: session) == .ok)
    }
    #expect(simulated.device.takeChores() == [.logOut(realSession: 1001)])
    #expect(simulated.logIn() == .ok)
    #expect(simulated.call(.signInit, session: sessions[1]) == .ok)
  }
}
