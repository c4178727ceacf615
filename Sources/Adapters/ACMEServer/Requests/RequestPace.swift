/// How long one request may go on.
///
///     reading ──▶ answering ──▶ over
///        └───────────┴────────▶ cut off
struct RequestPace: Sendable {
  private enum Stage {
    case reading
    case answering
  }

  enum Verdict: Sendable, Equatable {
    case onTime
    /// The body took too long; the client is told.
    case bodyTooSlow
    /// The client doesn't read its answer, or nothing else helped.
    case cutOff
  }

  private var stage = Stage.reading
  private var deadline: Duration
  private let end: Duration

  init(limits: ListenerLimits, at now: Duration) {
    deadline = now + limits.requestBody
    end = now + max(limits.request, limits.requestBody) + limits.answerReading
  }

  /// The body is there, whole.
  mutating func bodyCame() { stage = .answering }

  /// What is to be done by now; a body that is too slow is told once.
  mutating func verdict(at now: Duration) -> Verdict {
    if now >= end { return .cutOff }
    switch stage {
    case .answering: return .onTime
    case .reading:
      guard now >= deadline else { return .onTime }
      stage = .answering
      return .bodyTooSlow
    }
  }
}
