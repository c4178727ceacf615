internal import AuthorityModel
internal import Signing
internal import Storage
internal import Synchronization

/// The one place where jobs in hand and the service meet: a lock around the line, and those who wait for
/// what it decides.
final class IssuingDesk: Sendable {
  typealias Ticket = IssuingLine.Ticket

  /// What the service must see to.
  enum Errand: Sendable {
    case claim(ClaimQuota)
    case pause(failures: Int, error: SigningError?)
    /// Wait for a signal of the queue, or for some time.
    case look
  }

  private struct State {
    var line: IssuingLine
    /// Those who are prepared and wait for their turn.
    var callers: [Ticket: CheckedContinuation<Bool, Never>] = [:]
    var errands: [Errand] = []
    var runner: CheckedContinuation<Void, Never>?
    var unreturned: [JobReturn] = []
  }

  private let state: Mutex<State>
  private let start = ContinuousClock.now

  init(_ terms: IssuingLine.Terms) {
    var state = State(line: IssuingLine(terms))
    Self.take(state.line.takeDecisions(at: .zero), in: &state)
    self.state = Mutex(state)
  }

  private static func take(_ decisions: IssuingLine.Decisions, in state: inout State) {
    if let quota = decisions.claim { state.errands.append(.claim(quota)) }
    if let pause = decisions.pause {
      state.errands.append(.pause(failures: pause.failures, error: pause.error))
    }
    if decisions.mustLook { state.errands.append(.look) }
  }

  /// Tells the line something, and lets those go on whom it then calls or dismisses.
  private func change<Result>(
    _ body: (inout State, _ now: Duration) -> Result
  ) -> Result {
    let now = ContinuousClock.now - start
    let (result, called, dismissed, runner) = state.withLock { state in
      let result = body(&state, now)
      let decisions = state.line.takeDecisions(at: now)
      Self.take(decisions, in: &state)
      let isWanted = !state.errands.isEmpty || state.line.isShutDown
      let runner = isWanted ? state.runner.take() : nil
      let called = decisions.called.flatMap { state.callers.removeValue(forKey: $0) }
      let dismissed = decisions.dismissed.compactMap { state.callers.removeValue(forKey: $0) }
      return (result, called, dismissed, runner)
    }
    called?.resume(returning: true)
    for caller in dismissed { caller.resume(returning: false) }
    runner?.resume()
    return result
  }

  // MARK: For the service

  /// Waits until there is something to see to.
  ///
  /// Only one task may wait at a time.
  ///
  /// - Returns: Nil once the line is shut down.
  func nextErrand() async -> Errand? {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if !state.errands.isEmpty || state.line.isShutDown { return true }
        state.runner = continuation
        return false
      }
      if isThere { continuation.resume() }
    }
    return state.withLock { state in
      state.line.isShutDown || state.errands.isEmpty ? nil : state.errands.removeFirst()
    }
  }

  func admit(_ jobs: [Job]) -> IssuingLine.Admission {
    change { state, now in state.line.admit(jobs, at: now) }
  }

  func cameBack() { change { state, _ in state.line.cameBack() } }
  func storageFailed() { change { state, _ in state.line.storageFailed() } }
  func claimFailed() { change { state, _ in state.line.claimFailed() } }
  func pauseEnded() { change { state, _ in state.line.pauseEnded() } }
  func shutDown() { change { state, _ in state.line.shutDown() } }

  /// Jobs that could not be given back before; who takes them must see to it that they are.
  func takeUnreturned() -> [JobReturn] {
    state.withLock { state in
      defer { state.unreturned = [] }
      return state.unreturned
    }
  }

  var unreturnedCount: Int { state.withLock { $0.unreturned.count } }

  /// Somebody looked; unless jobs wait to be given back, for then storage doesn't work yet.
  func looked() {
    change { state, now in
      state.line.looked(at: now)
      if !state.unreturned.isEmpty { state.line.storageFailed() }
    }
  }

  /// How many jobs are where, for whoever watches.
  var status: LineStatus { state.withLock { LineStatus(of: $0.line) } }

  // MARK: For a job in hand

  func wentApart(_ ticket: Ticket) { change { state, _ in state.line.wentApart(ticket) } }
  func rejoined(_ ticket: Ticket) { change { state, _ in state.line.rejoined(ticket) } }

  /// Waits until a prepared job may go to the signer.
  ///
  /// - Returns: False where it must go back to the queue instead.
  func turn(of ticket: Ticket) async -> Bool {
    await withCheckedContinuation { continuation in
      change { state, now in
        state.callers[ticket] = continuation
        state.line.prepared(ticket, at: now)
      }
    }
  }

  func reachedSigner(_ ticket: Ticket) {
    change { state, now in state.line.reachedSigner(ticket, at: now) }
  }

  func signed(_ ticket: Ticket, time: Timestamp) -> TokenTrouble.Notice? {
    change { state, now in state.line.signed(ticket, at: now, time: time) }
  }

  func signerFailed(_ ticket: Ticket, with error: SigningError, time: Timestamp)
    -> TokenTrouble.Notice?
  {
    change { state, _ in state.line.signerFailed(ticket, with: error, time: time) }
  }

  func left(_ ticket: Ticket) { change { state, _ in state.line.left(ticket) } }

  /// Storage would not take a job back; it is offered once more at the next look.
  func keep(_ unreturned: JobReturn) {
    change { state, _ in
      state.unreturned.append(unreturned)
      state.line.storageFailed()
    }
  }
}

/// A job to be given back to the queue.
struct JobReturn: Sendable {
  let job: Job
  let until: Timestamp
  /// Whether the attempt ended for reasons that are not the job's own.
  let isExcused: Bool
}
