/// How a client reads `Retry-After`.
enum RetryAfterPolicy: String, Sendable, CaseIterable {
  /// It comes back when it was told to.
  case obey
  /// It comes back when it likes, as many clients do.
  case ignore
  /// It comes back after half the time, as an impatient one does.
  case half

  /// The pause that the client makes of what it was told; nil when it decides by itself.
  func pause(told: Duration?) -> Duration? {
    switch self {
    case .obey: told
    case .ignore: nil
    case .half: told.map { $0 / 2 }
    }
  }
}
