/// How long to wait before looking again: short at first, then longer by half each time.
///
/// Certificates that are ready in milliseconds are not reported as slow, and a server that needs
/// seconds is not asked hundreds of times.
struct Backoff: Sendable, Equatable {
  static let shortest = Duration.milliseconds(20)
  static let longest = Duration.seconds(1)

  private var upcoming = Backoff.shortest

  /// The next pause.
  ///
  /// - Parameter retryAfter: What the server asked for, which takes precedence.
  mutating func nextPause(retryAfter: Duration? = nil) -> Duration {
    if let retryAfter { return max(retryAfter, Self.shortest) }
    defer { upcoming = min(upcoming * 1.5, Self.longest) }
    return upcoming
  }
}
