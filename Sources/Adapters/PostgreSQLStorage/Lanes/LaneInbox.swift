internal import Synchronization

/// What waits to be sent on a lane; callers put it in from any thread.
final class LaneInbox: Sendable {
  /// More are refused, since they would wait for seconds.
  static let limit = 8192

  private struct State {
    var waiting: [Submission] = []
    /// The lane will look by itself.
    var isAwake = false
    var isClosed = false
  }

  private let state = Mutex(State())

  enum Arrival {
    case waits
    /// The lane sleeps, and is to be woken.
    case wakes
    case refused(String)
  }

  func put(_ submission: Submission) -> Arrival {
    state.withLock { state in
      guard !state.isClosed else { return .refused("it is being closed") }
      guard state.waiting.count < Self.limit else {
        return .refused("\(state.waiting.count) statements wait already")
      }
      state.waiting.append(submission)
      defer { state.isAwake = true }
      return state.isAwake ? .waits : .wakes
    }
  }

  var count: Int { state.withLock { $0.waiting.count } }

  /// Takes the first of them; where there are none, the next to come wakes the lane.
  func take(_ limit: Int) -> [Submission] {
    state.withLock { state in
      let taken = Array(state.waiting.prefix(limit))
      state.waiting.removeFirst(taken.count)
      if taken.isEmpty { state.isAwake = false }
      return taken
    }
  }

  func takeExpired(at now: ContinuousClock.Instant) -> [Submission] {
    state.withLock { state in
      let expired = state.waiting.filter { $0.deadline <= now }
      if !expired.isEmpty { state.waiting.removeAll { $0.deadline <= now } }
      return expired
    }
  }

  /// - Returns: Those that will never be sent.
  func close() -> [Submission] {
    state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
  }
}
