internal import AuthorityModel

/// A time within which an operation must end.
package struct TimeLimit: Sendable {
  package let duration: Duration
  private let clock: any Clock<Duration>

  package init(_ duration: Duration, clock: any Clock<Duration> = ContinuousClock()) {
    self.duration = duration
    self.clock = clock
  }

  /// No longer than the request lasts for which the task works, less a second to answer it.
  var withinBudget: TimeLimit {
    TimeLimit(TimeBudget.current.limit(duration, reserving: .seconds(1)), clock: clock)
  }

  /// Runs an operation, and cancels it when the time is over.
  ///
  /// Waits for the operation in any case, so it must heed cancellation.
  ///
  /// - Returns: What the operation returned, and whether it had been cut off before.
  package func run<Success: Sendable>(
    _ operation: @escaping @Sendable () async -> Success
  ) async -> (result: Success, isExpired: Bool) {
    let duration = duration
    let clock = clock
    return await withTaskGroup(of: Event<Success>.self) { group in
      group.addTask { .finished(await operation()) }
      group.addTask {
        do {
          try await clock.sleep(for: duration)
          return .expired
        } catch {
          return .interrupted
        }
      }
      var isExpired = false
      while let event = await group.next() {
        switch event {
        case .finished(let result):
          group.cancelAll()
          return (result, isExpired)
        case .expired:
          isExpired = true
          group.cancelAll()
        case .interrupted:
          continue
        }
      }
      preconditionFailure("the group's first task always finishes")
    }
  }

  private enum Event<Success: Sendable>: Sendable {
    case finished(Success)
    case expired
    case interrupted
  }
}
