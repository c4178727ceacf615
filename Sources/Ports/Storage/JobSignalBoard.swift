/// Who waits for a job, as a value: it says whom to wake, and wakes nobody.
struct JobSignalBoard<Waiter> {
  private var hasUnseenJob = false
  private var waiters: [UInt64: Waiter] = [:]
  private var lastKey: UInt64 = 0

  /// A key under which a waiter may register, and give up.
  mutating func nextKey() -> UInt64 {
    lastKey += 1
    return lastKey
  }

  /// Nobody waits.
  var isEmpty: Bool { waiters.isEmpty }

  /// - Returns: Whom to wake. Where nobody waits, the next one who comes won't either.
  mutating func lookAgain() -> [Waiter] {
    hasUnseenJob = waiters.isEmpty
    defer { waiters = [:] }
    return Array(waiters.values)
  }

  /// - Returns: Whether to wait; false where a job has come already.
  mutating func awaitJob(_ key: UInt64, _ waiter: Waiter) -> Bool {
    if hasUnseenJob {
      hasUnseenJob = false
      return false
    }
    waiters[key] = waiter
    return true
  }

  /// - Returns: The waiter, unless a job has woken him before.
  mutating func stopAwaitingJob(_ key: UInt64) -> Waiter? {
    waiters.removeValue(forKey: key)
  }
}
