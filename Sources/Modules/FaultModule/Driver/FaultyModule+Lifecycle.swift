internal import CCryptoki
import FaultScenario
import Foundation
import Glibc

extension FaultyModule {
  /// Reads the scenario, loads and initialises the real module, and opens the control socket.
  func initialise(_ arguments: UnsafeMutableRawPointer?) -> CK_RV {
    lifecycle.lock()
    defer { lifecycle.unlock() }
    let isInitialised = state.withLock {
      $0.device.isInitialised && $0.processID == getpid()
    }
    if isInitialised { return ReturnCode.cryptokiAlreadyInitialized.rawValue }
    do {
      try prepare()
    } catch {
      complain(error.text)
      return ReturnCode.argumentsBad.rawValue
    }
    let code = perform(.initialize) { call in
      if arguments != nil { return call.functions.pointee.C_Initialize?(arguments) }
      // The program has one thread only, but commands of the control socket come from another.
      var locking = CK_C_INITIALIZE_ARGS()
      locking.flags = CK_FLAGS(CKF_OS_LOCKING_OK)
      return call.functions.pointee.C_Initialize?(&locking)
    }
    return settle(ReturnCode(rawValue: code)).rawValue
  }

  /// Kills all sessions; the real module is finalised only where the scenario wants it.
  func finalise(_ reserved: UnsafeMutableRawPointer?) -> CK_RV {
    lifecycle.lock()
    defer { lifecycle.unlock() }
    let code = perform(.finalize) { _ in
      reserved == nil ? 0 : ReturnCode.argumentsBad.rawValue
    }
    guard code == 0 else { return code }
    withDevice { $0.finalise(at: clock.now) }
    closeControlSocket()
    storeState()
    let owned = state.withLock { state in
      state.device.scenario.finalizesModule && state.ownsRealModule ? state.real : nil
    }
    _ = owned?.functions.pointee.C_Finalize?(nil)
    return code
  }

  /// Takes another part's `C_Initialize` of the same real module for success.
  private func settle(_ code: ReturnCode) -> ReturnCode {
    guard code == .ok || code == .cryptokiAlreadyInitialized else { return code }
    withDevice { $0.initialise(at: clock.now) }
    state.withLock { state in
      state.ownsRealModule = state.ownsRealModule || code == .ok
      state.processID = getpid()
    }
    openControlSocket()
    return .ok
  }

  private func prepare() throws(ModuleFault) {
    let source = ScenarioSource.find()
    let old = state.withLock { ($0.source, $0.real) }
    let scenario: FaultScenario
    do {
      scenario = try source.read()
    } catch {
      throw ModuleFault(text: error.description)
    }
    ScenarioSource.keepLibrary()
    var real = old.1
    if real?.path != scenario.module { real = try RealModule(path: scenario.module) }
    state.withLock { state in
      if state.device.scenario != scenario { state.device.take(scenario) }
      state.source = source
      state.real = real
    }
    restoreState()
  }

  func complain(_ text: String) {
    let line = Array("chancery-fault-module: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
  }
}
