import Synchronization

/// A clock that stands still, on which pauses are over at once or never; it remembers them.
final class PauseClock: Clock {
  let now: ContinuousClock.Instant = ContinuousClock().now
  var minimumResolution: Duration { .zero }
  private let pausesAreOver: Bool
  private let log = Mutex<[Duration]>([])

  init(pausesAreOver: Bool) { self.pausesAreOver = pausesAreOver }

  var pauses: [Duration] { log.withLock(\.self) }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    log.withLock { $0.append(deadline - now) }
    guard !pausesAreOver else { return }
    let (stream, _) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    try Task.checkCancellation()
  }
}
