import Dispatch
import Foundation
import Synchronization

/// One thread for all calls of a module, and a limit to the time that each may take (law 7).
///
/// It is given up when a call hangs: nothing can end a C call from outside. Sessions stay with the
/// thread that opened them, in ``State``.
final class ModuleThread<State>: Sendable {
  private typealias Job = @Sendable (inout State) -> Void

  private let jobs = Mutex<[Job?]>([])
  private let arrivals = DispatchSemaphore(value: 0)
  /// The function that hangs, once one does.
  private let hanging = Mutex<String?>(nil)

  /// - Parameter state: Makes what the thread works on, in the thread.
  init(_ state: @escaping @Sendable () -> State) {
    let thread = Thread { [self] in
      var state = state()
      while let job = next() { job(&state) }
    }
    thread.name = "hsm doctor"
    thread.stackSize = 4 << 20
    thread.start()
  }

  /// Lets the thread end after what it has to do.
  func end() {
    add(nil)
  }

  /// Has the thread do something, and waits for it as long as the limit allows.
  ///
  /// - Parameter function: The module's function that is called, for the fault.
  func perform<Value: Sendable>(
    _ function: String, within limit: Duration,
    _ body: @escaping @Sendable (inout State) throws(ModuleFault) -> Value
  ) async throws(ModuleFault) -> Value {
    if let function = hanging.withLock({ $0 }) {
      throw .noAnswer(function: function, limit: limit)
    }
    let answer = Answer<Value>()
    add { state in
      do throws(ModuleFault) {
        answer.give(.success(try body(&state)))
      } catch {
        answer.give(.failure(error))
      }
    }
    let result = await withTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await Task.sleep(for: limit)
        answer.give(.failure(.noAnswer(function: function, limit: limit)))
      }
      let result = await answer.value()
      group.cancelAll()
      return result
    }
    if case .failure(.noAnswer) = result { hanging.withLock { $0 = function } }
    return try result.get()
  }

  private func add(_ job: Job?) {
    jobs.withLock { $0.append(job) }
    arrivals.signal()
  }

  private func next() -> Job? {
    arrivals.wait()
    return jobs.withLock { $0.removeFirst() }
  }
}

/// What comes first: a call's result, or the end of the time for it.
private final class Answer<Value: Sendable>: Sendable {
  private enum Phase {
    case open
    case awaited(CheckedContinuation<Result<Value, ModuleFault>, Never>)
    case given(Result<Value, ModuleFault>)
  }

  private let phase = Mutex(Phase.open)

  /// Gives the answer, unless one was given before.
  func give(_ result: Result<Value, ModuleFault>) {
    let continuation = phase.withLock {
      phase -> CheckedContinuation<Result<Value, ModuleFault>, Never>? in
      switch phase {
      case .open:
        phase = .given(result)
        return nil
      case .awaited(let continuation):
        phase = .given(result)
        return continuation
      case .given:
        return nil
      }
    }
    continuation?.resume(returning: result)
  }

  func value() async -> Result<Value, ModuleFault> {
    await withCheckedContinuation { continuation in
      let given = phase.withLock { phase -> Result<Value, ModuleFault>? in
        if case .given(let result) = phase { return result }
        phase = .awaited(continuation)
        return nil
      }
      if let given { continuation.resume(returning: given) }
    }
  }
}
