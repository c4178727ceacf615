internal import Synchronization

/// Counts the places that are free among a fixed number, and lets one task wait until there are some.
final class Vacancies: Sendable {
  private struct State {
    var free: Int
    var isClosed = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state: Mutex<State>

  init(count: Int) {
    state = Mutex(State(free: count))
  }

  /// Waits until a place is free.
  ///
  /// Only one task may wait at a time.
  ///
  /// - Returns: How many are free; zero once ``close()`` was called.
  func awaitVacancy() async -> Int {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.isClosed || state.free > 0 { return true }
        state.waiter = continuation
        return false
      }
      if isReady { continuation.resume() }
    }
    return state.withLock { $0.isClosed ? 0 : $0.free }
  }

  func occupy(_ count: Int) {
    state.withLock { $0.free -= count }
  }

  func vacate() {
    wake { $0.free += 1 }
  }

  func close() {
    wake { $0.isClosed = true }
  }

  private func wake(after change: (inout State) -> Void) {
    let waiter = state.withLock { state in
      change(&state)
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }
}
