/// Holds a task until a board lets go of it, its time is over or it is cancelled.
struct BoundedWait: Sendable {
  typealias Waiter = CheckedContinuation<Void, Never>

  let clock: any Clock<Duration>

  /// - Parameters:
  ///   - register: Puts the waiter on the board; false where there is nothing to wait for.
  ///   - stop: Takes it off again; nil where the board has let go of it.
  func wait(
    atMost limit: Duration, _ register: @escaping @Sendable (Waiter) -> Bool,
    orStop stop: @escaping @Sendable () -> Waiter?
  ) async {
    await withTaskGroup { group in
      group.addTask { await Self.wait(register, orStop: stop) }
      group.addTask { [clock] in try? await clock.sleep(for: limit, tolerance: nil) }
      await group.next()
      group.cancelAll()
    }
  }

  private static func wait(
    _ register: @Sendable (Waiter) -> Bool, orStop stop: @Sendable () -> Waiter?
  ) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        guard register(waiter) else { return waiter.resume() }
        // A cancellation before this found nobody to stop; one after it does.
        if Task.isCancelled { stop()?.resume() }
      }
    } onCancel: {
      stop()?.resume()
    }
  }
}
