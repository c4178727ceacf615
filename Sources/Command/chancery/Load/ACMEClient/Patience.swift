/// How long somebody is ready to wait for something in all, whatever happens in between.
struct Patience: Sendable {
  let limit: Duration
  private let clock = ContinuousClock()
  private let deadline: ContinuousClock.Instant

  /// Patience that begins to run now, or began earlier.
  init(limit: Duration, from start: ContinuousClock.Instant = ContinuousClock().now) {
    self.limit = limit
    deadline = start.advanced(by: limit)
  }

  /// What is left; zero when there is none.
  var remaining: Duration { max(.zero, clock.now.duration(to: deadline)) }

  /// Waits, when so much patience is left.
  ///
  /// - Parameter isTold: Whether the server asked for the pause.
  /// - Returns: Nil after the wait; at once, what is wrong with it, when it would outlast the
  ///   patience, or when cancelled.
  func outlasted(by pause: Duration, isTold: Bool) async -> OutlastedPatience? {
    let left = remaining
    if pause < left, (try? await clock.sleep(for: pause)) != nil { return nil }
    return OutlastedPatience(pause: pause, isTold: isTold, left: left, limit: limit)
  }
}
