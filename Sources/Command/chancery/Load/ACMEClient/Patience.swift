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
  /// - Returns: `false`, at once, when the wait would outlast the patience, or when cancelled.
  func outlasts(_ pause: Duration) async -> Bool {
    guard pause < remaining else { return false }
    return (try? await clock.sleep(for: pause)) != nil
  }
}
