internal import AuthorityModel

/// Who waits for which signal, as a value: it says whom to wake, and wakes nobody.
struct JobSignalBoard<Waiter> {
  private struct Expectation {
    /// How many have announced that they will wait.
    var count = 0
    var outcome: Order.Outcome?
    var waiters: [UInt64: Waiter] = [:]
  }

  private var hasUnseenJob = false
  private var jobWaiters: [UInt64: Waiter] = [:]
  private var expectations: [OrderID: Expectation] = [:]
  private var lastKey: UInt64 = 0

  /// A key under which a waiter may register, and give up.
  mutating func nextKey() -> UInt64 {
    lastKey += 1
    return lastKey
  }

  /// Nobody waits and nothing is kept.
  var isEmpty: Bool { jobWaiters.isEmpty && expectations.isEmpty }

  /// - Returns: Whom to wake. Where nobody waits, the next one who comes won't either.
  mutating func lookAgain() -> [Waiter] {
    hasUnseenJob = jobWaiters.isEmpty
    defer { jobWaiters = [:] }
    return Array(jobWaiters.values)
  }

  /// - Returns: Whether to wait; false where a job has come already.
  mutating func awaitJob(_ key: UInt64, _ waiter: Waiter) -> Bool {
    if hasUnseenJob {
      hasUnseenJob = false
      return false
    }
    jobWaiters[key] = waiter
    return true
  }

  /// - Returns: The waiter, unless a job has woken him before.
  mutating func stopAwaitingJob(_ key: UInt64) -> Waiter? {
    jobWaiters.removeValue(forKey: key)
  }

  mutating func expectEnd(of order: OrderID) {
    expectations[order, default: Expectation()].count += 1
  }

  mutating func cancelExpectation(of order: OrderID) {
    guard var expectation = expectations[order] else { return }
    expectation.count -= 1
    expectations[order] = expectation.count > 0 ? expectation : nil
  }

  /// - Returns: Whom to wake; an end that nobody expects is not kept.
  mutating func ended(_ order: OrderID, as outcome: Order.Outcome) -> [Waiter] {
    guard var expectation = expectations[order] else { return [] }
    let waiters = Array(expectation.waiters.values)
    expectation.outcome = outcome
    expectation.waiters = [:]
    expectations[order] = expectation
    return waiters
  }

  /// - Returns: Whether to wait; false where the end has come already.
  mutating func awaitEnd(of order: OrderID, _ key: UInt64, _ waiter: Waiter) -> Bool {
    guard expectations[order]?.outcome == nil else { return false }
    expectations[order]?.waiters[key] = waiter
    return expectations[order] != nil
  }

  /// - Returns: The waiter, unless the end has woken him before.
  mutating func stopAwaitingEnd(of order: OrderID, _ key: UInt64) -> Waiter? {
    expectations[order]?.waiters.removeValue(forKey: key)
  }

  /// - Returns: How the order ended, where it has; the expectation is over.
  mutating func collectOutcome(of order: OrderID) -> Order.Outcome? {
    let outcome = expectations[order]?.outcome
    cancelExpectation(of: order)
    return outcome
  }
}
