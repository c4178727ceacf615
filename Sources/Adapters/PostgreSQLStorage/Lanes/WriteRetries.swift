internal import Storage

/// Decides whether statements run once more: only where they are known to have been rolled back, or
/// where running twice does no harm.
struct WriteRetries {
  private static let conflictLimit = 8

  private let deadline: ContinuousClock.Instant
  private var conflicts = 0
  /// A connection was lost with the statements under way.
  private(set) var mayHaveTakenEffect = false

  init(patience: Duration) {
    deadline = .now + patience
  }

  var timeLeft: Duration { max(.zero, deadline - .now) }

  mutating func allow(after error: QueryError) -> Bool {
    switch error.kind {
    case .notSent, .unreadable: return false
    case .unanswered:
      mayHaveTakenEffect = true
      return timeLeft > .zero
    case .server(let state):
      switch state.classification {
      case .conflict, .stalePlan:
        conflicts += 1
        return conflicts < Self.conflictLimit && timeLeft > .zero
      // A server that is shutting down or was a primary: the lane looks for another one.
      case .unavailable: return state.endsConnection && timeLeft > .zero
      case .tooSlow, .refused, .constraint, .corrupt: return false
      }
    }
  }

  /// What the caller of a write is told who is not tried again.
  func end(with error: QueryError) -> StorageError {
    guard mayHaveTakenEffect else { return StorageError(error) }
    return .unavailable(
      reason:
        "\(error.reason); a connection was lost before, and whether the change was stored then "
        + "isn't known")
  }
}

extension QueryError {
  /// Whether it says something of the server, not of one statement: no other would fare better.
  var isServers: Bool {
    guard case .server(let state) = kind else { return false }
    switch state.classification {
    case .unavailable, .refused: return true
    case .conflict, .constraint, .tooSlow, .stalePlan, .corrupt: return false
    }
  }

  var isConstraint: Bool {
    if case .server(let state) = kind { state.classification == .constraint } else { false }
  }
}
