import Foundation
package import Signing

/// A token's lanes: owned threads, each with one session, behind one bounded queue with deadlines (law 7).
///
/// This is the thin driver of ``SigningQueue``, which decides everything. A call of the module that hangs
/// costs its lane until it returns; whoever waited for it is told at the deadline, and its late result is
/// thrown away.
///
/// - Parameter LaneSession: What a lane's thread opens, uses and closes. It never leaves the thread.
package final class SigningLanes<LaneSession>: Sendable {
  package typealias LaneID = Int

  struct State {
    var queue: SigningQueue
    var requests: [SigningQueue.RequestID: Request] = [:]
    var openings: [LaneID: CheckedContinuation<Result<Void, SigningError>, Never>] = [:]
    var drainings: [CheckedContinuation<Void, Never>] = []
    /// When the timer's thread looks next of its own accord; nil when only a signal wakes it.
    var timerWakes: ContinuousClock.Instant?

    /// Whether the timer must be woken for a deadline; most come later than those it waits for.
    mutating func mustWakeTimer(for deadline: ContinuousClock.Instant) -> Bool {
      if let timerWakes, timerWakes <= deadline { return false }
      timerWakes = deadline
      return true
    }
  }

  let monitor: Monitor<State>
  let token: String
  let timeout: Duration
  let openingTimeout: Duration

  /// Starts without lanes; add some before performing anything.
  ///
  /// - Parameters:
  ///   - token: The token's name in errors and thread names.
  ///   - capacity: How many requests may wait; one more is refused.
  ///   - timeout: How long a request may take, waiting included.
  ///   - openingTimeout: How long a lane may take to open its session.
  package init(
    token: String, capacity: Int, timeout: Duration, openingTimeout: Duration = .seconds(30)
  ) {
    self.token = token
    self.timeout = timeout
    self.openingTimeout = openingTimeout
    monitor = Monitor(State(queue: SigningQueue(capacity: capacity)))
    startThread(named: "\(token) timer") { lanes in lanes.keepTime() }
  }

  /// Does something with a session, on one of the lanes, in its turn.
  ///
  /// - Throws: What `body` throws, or ``SigningError`` `.busy`, `.deadlineExceeded`, `.tokenUnavailable`
  ///   or `.shutDown`.
  package func perform<Value: Sendable>(
    _ body: @escaping @Sendable (LaneSession) throws(SigningError) -> Value
  ) async throws(SigningError) -> Value {
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<Value, SigningError>, Never>) in
      submit(
        Request(
          serve: { session in
            let result: Result<Value, SigningError>
            do throws(SigningError) {
              result = .success(try body(session))
            } catch {
              result = .failure(error)
            }
            return { continuation.resume(returning: result) }
          },
          refuse: { continuation.resume(returning: .failure($0)) }))
    }
    return try result.get()
  }

  /// How the lanes are doing.
  package var health: LaneHealth {
    monitor.withLock { state in LaneHealth(state.queue) }
  }

  /// Takes nothing new and refuses what waits; what lanes have begun may end.
  package func beginShutdown() {
    let refused = monitor.withLock { state in
      state.queue.shutDown().compactMap { state.requests.removeValue(forKey: $0) }
    }
    for request in refused { request.refuse(.shutDown) }
    monitor.work.broadcast()
    monitor.deadline.signal()
  }

  /// Shuts down and waits until every session is closed, but for those whose calls hang.
  package func shutdown() async {
    beginShutdown()
    await withCheckedContinuation { continuation in
      let isDrained = monitor.withLock { state in
        guard !state.queue.isQuiet else { return true }
        state.drainings.append(continuation)
        return false
      }
      if isDrained { continuation.resume() }
    }
  }

  func startThread(
    named name: String, _ body: @escaping @Sendable (SigningLanes) -> Void
  ) {
    let thread = Thread { body(self) }
    thread.name = name
    thread.stackSize = 1 << 20
    thread.start()
  }
}

extension SigningLanes {
  /// Somebody's request: how to serve it, and how to refuse it.
  ///
  /// Exactly one of both ends it.
  struct Request: Sendable {
    /// Serves it on a lane's thread and returns how to hand over the result.
    let serve: @Sendable (LaneSession) -> @Sendable () -> Void
    let refuse: @Sendable (SigningError) -> Void
  }

  private func submit(_ request: Request) {
    let deadline = ContinuousClock.now + timeout
    let (submission, wakesTimer) = monitor.withLock { state in
      let submission = state.queue.submit(deadline: deadline)
      guard case .accept(let id) = submission else { return (submission, false) }
      state.requests[id] = request
      return (submission, state.mustWakeTimer(for: deadline))
    }
    switch submission {
    case .accept:
      monitor.work.signal()
      if wakesTimer { monitor.deadline.signal() }
    case .refuseBusy(let queued):
      request.refuse(.busy(queued: queued, capacity: queued))
    case .refuseShutDown:
      request.refuse(.shutDown)
    case .refuseUnavailable(let stuck):
      request.refuse(.tokenUnavailable(token: token, reason: unavailability(stuck: stuck)))
    }
  }

  func unavailability(stuck: Int) -> String {
    stuck == 0
      ? "it has no open session"
      : "all of its \(stuck) sessions hang in calls of the module; see the device and the way to it"
  }
}
