internal import CCryptoki
import Dispatch
import FaultScenario
import Foundation
import Synchronization

/// The one module that this library is.
///
/// Cryptoki's functions have no context, so there must be a global; each copy of the library that a
/// process loads has its own.
let faultyModule = FaultyModule()

/// The driver around ``FaultyDevice``: it makes the real calls, and parks and wakes threads.
final class FaultyModule: Sendable {
  struct State: Sendable {
    var device = FaultyDevice(scenario: FaultScenario())
    var real: RealModule?
    /// The scenario's text, to see whether it changed.
    var source: ScenarioSource = .none
    /// Those who wait for a lane, or hang.
    var parked: [UInt64: DispatchSemaphore] = [:]
    var ownsRealModule = false
    var processID: Int32 = 0
  }

  let state = DeviceLock(State())
  let clock = DeviceClock()
  /// Held by `C_Initialize` and `C_Finalize`, which block.
  let lifecycle = NSLock()
  let control = Mutex<ControlSocket?>(nil)
  /// The counters as they were last added to the state file.
  let stored = Mutex(CountersReport(Counters()))
  let storesAtExit = Atomic(false)
  let storedEventCount = Atomic(0)

  /// Does something with the device, and then what it leaves to do.
  @discardableResult
  func withDevice<Result: Sendable>(_ body: (inout FaultyDevice) -> Result) -> Result {
    let (result, work) = state.withLock { state in
      let result = body(&state.device)
      return (result, state.takeWork())
    }
    work.perform()
    return result
  }
}

/// What is left to do once the lock is released.
struct PendingWork: Sendable {
  var chores: [Chore] = []
  var woken: [DispatchSemaphore] = []
  var real: RealModule?

  func perform() {
    guard !chores.isEmpty || !woken.isEmpty else { return }
    for chore in chores {
      switch chore {
      case .close(let session): _ = real?.functions.pointee.C_CloseSession?(session)
      case .logOut(let session): _ = real?.functions.pointee.C_Logout?(session)
      }
    }
    for semaphore in woken { semaphore.signal() }
  }
}

extension FaultyModule.State {
  mutating func takeWork() -> PendingWork {
    let chores = device.takeChores()
    let tickets = device.takeWoken()
    guard !chores.isEmpty || !tickets.isEmpty else { return PendingWork() }
    return PendingWork(
      chores: chores, woken: tickets.compactMap { parked.removeValue(forKey: $0) }, real: real)
  }
}
