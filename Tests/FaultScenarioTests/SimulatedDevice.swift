@testable import FaultScenario

/// A device with a clock of the test's own, and a real module for which all goes well.
struct SimulatedDevice {
  var device: FaultyDevice
  var now = Duration.zero
  /// What the real module was called for.
  var realCalls: [CryptokiFunction] = []

  init(_ change: (inout FaultScenario) -> Void = { _ in }) {
    var scenario = FaultScenario()
    change(&scenario)
    device = FaultyDevice(scenario: scenario)
    device.initialise(at: .zero)
  }

  /// Makes a call that waits for nothing.
  mutating func call(_ function: CryptokiFunction, session: UInt? = nil) -> ReturnCode {
    switch device.begin(function, session: session, at: now) {
    case .answer(let code): return code
    case .go(let operation):
      realCalls.append(function)
      return device.finish(operation, with: .ok, completed: now, at: now)
    case .wait, .hang: return ReturnCode(rawValue: .max)
    }
  }

  /// Begins a call, and stops where the real one would be made.
  mutating func begin(_ function: CryptokiFunction, session: UInt? = nil) -> Step {
    device.begin(function, session: session, at: now)
  }

  mutating func finish(_ operation: Operation) -> ReturnCode {
    device.finish(
      operation, with: .ok, completed: operation.deadline ?? now, at: operation.deadline ?? now)
  }

  /// Opens a session of real slot 7.
  mutating func open(isReadWrite: Bool = true) -> (code: ReturnCode, session: UInt) {
    switch device.begin(.openSession, at: now) {
    case .answer(let code): return (code, 0)
    case .wait, .hang: return (ReturnCode(rawValue: .max), 0)
    case .go(let operation):
      if let code = device.refusalOfSession(isReadWrite: isReadWrite) {
        return (device.finish(operation, with: code, completed: now, at: now), 0)
      }
      realCalls.append(.openSession)
      let session = device.registerSession(real: 1000 + UInt(realCalls.count), slot: 7)
      return (device.finish(operation, with: .ok, completed: now, at: now), session)
    }
  }

  /// Logs in with a PIN that the real module takes, or doesn't.
  mutating func logIn(_ form: PINForm = .wellFormed(0..<4), isRight: Bool = true) -> ReturnCode {
    if let code = device.refusalOfLogin(form, slot: 7) { return code }
    realCalls.append(.login)
    return device.noteLogin(isRight ? .ok : .pinIncorrect, slot: 7)
  }
}

extension Step {
  var operation: Operation? {
    switch self {
    case .go(let operation), .wait(let operation), .hang(let operation, _): operation
    case .answer: nil
    }
  }

  var isWait: Bool {
    if case .wait = self { return true }
    return false
  }
}

extension ReturnCode {
  static let operationFailed = ReturnCode(rawValue: 0x06)
}
