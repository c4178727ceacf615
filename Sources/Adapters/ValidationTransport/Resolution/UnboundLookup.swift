internal import Synchronization

/// One question to libunbound that waits for its answer.
///
/// Answered at most once: whoever comes first, the answer, cancellation or shutdown, wins.
final class UnboundLookup: Sendable {
  private enum State {
    case new
    case waiting(CheckedContinuation<UnboundAnswer, Never>)
    case answered(UnboundAnswer)
  }

  private let state = Mutex(State.new)

  func finish(_ answer: UnboundAnswer) {
    let waiting: CheckedContinuation<UnboundAnswer, Never>? = state.withLock { state in
      switch state {
      case .new:
        state = .answered(answer)
        return nil
      case .waiting(let continuation):
        state = .answered(answer)
        return continuation
      case .answered:
        return nil
      }
    }
    waiting?.resume(returning: answer)
  }

  /// The answer; `cancelled` as soon as the task is.
  func answer() async -> UnboundAnswer {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let early: UnboundAnswer? = state.withLock { state in
          guard case .answered(let answer) = state else {
            state = .waiting(continuation)
            return nil
          }
          return answer
        }
        if let early { continuation.resume(returning: early) }
      }
    } onCancel: {
      finish(.cancelled)
    }
  }
}
