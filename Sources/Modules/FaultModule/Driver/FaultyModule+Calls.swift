internal import CCryptoki
import Dispatch
import FaultScenario

/// A call that may be made: what it goes to, and in which session.
struct RealCall {
  let module: FaultyModule
  let real: RealModule
  let operation: Operation

  /// The real module's entry points.
  var functions: UnsafePointer<CK_FUNCTION_LIST> { real.functions }
  /// The session as the real module knows it.
  var session: CK_SESSION_HANDLE { operation.realSession }

  /// The real module's slot that the application calls so.
  func slot(_ slot: CK_SLOT_ID) -> CK_SLOT_ID { slot &- operation.slotShift }
}

extension FaultyModule {
  /// Takes a call through the device.
  ///
  /// - Parameters:
  ///   - isQuery: Whether it only asks how long its result would be.
  ///   - call: Makes the real call.
  ///   - note: Tells the device what came of it, under the lock, even when the application is to hear
  ///     of an error.
  func perform(
    _ function: CryptokiFunction, session: CK_SESSION_HANDLE? = nil, isQuery: Bool = false,
    _ call: (RealCall) -> CK_RV?,
    note: (inout FaultyDevice, Operation, ReturnCode) -> Void = { _, _, _ in }
  ) -> CK_RV {
    var (step, semaphore, real, work) = state.withLock { state in
      let step = state.device.begin(
        function, session: session, isQuery: isQuery, at: clock.now)
      return (step, state.park(step), state.real, state.takeWork())
    }
    work.perform()
    while true {
      switch step {
      case .answer(let code):
        return code.rawValue
      case .wait(let operation):
        semaphore?.wait()
        (step, semaphore, work) = resume(operation)
        work.perform()
      case .hang(let operation, let end):
        wait(for: semaphore, until: end)
        (step, semaphore, work) = resume(operation)
        work.perform()
      case .go(let operation):
        guard let real else { return ReturnCode.cryptokiNotInitialized.rawValue }
        return finish(
          operation, RealCall(module: self, real: real, operation: operation), call, note)
      }
    }
  }

  private func resume(_ operation: Operation) -> (Step, DispatchSemaphore?, PendingWork) {
    state.withLock { state in
      state.parked[operation.ticket] = nil
      let step = state.device.resume(operation, at: clock.now)
      return (step, state.park(step), state.takeWork())
    }
  }

  private func wait(for semaphore: DispatchSemaphore?, until end: Duration?) {
    guard let end else {
      semaphore?.wait()
      return
    }
    let (seconds, attoseconds) = (end - clock.now).components
    let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    _ = semaphore?.wait(timeout: .now() + .nanoseconds(max(0, nanoseconds)))
  }

  private func finish(
    _ operation: Operation, _ realCall: RealCall, _ call: (RealCall) -> CK_RV?,
    _ note: (inout FaultyDevice, Operation, ReturnCode) -> Void
  ) -> CK_RV {
    let result = call(realCall).map { ReturnCode(rawValue: $0) } ?? .functionNotSupported
    let completed = clock.now
    if let deadline = operation.deadline { clock.sleep(until: deadline) }
    let (code, work) = state.withLock { state in
      note(&state.device, operation, result)
      let code = state.device.finish(
        operation, with: result, completed: completed, at: clock.now)
      return (code, state.takeWork())
    }
    work.perform()
    return code.rawValue
  }
}

extension FaultyModule.State {
  /// Makes what a thread is to wait on, under the same lock that told it to wait.
  fileprivate mutating func park(_ step: Step) -> DispatchSemaphore? {
    switch step {
    case .answer, .go:
      return nil
    case .wait(let operation), .hang(let operation, _):
      let semaphore = DispatchSemaphore(value: 0)
      parked[operation.ticket] = semaphore
      return semaphore
    }
  }
}
