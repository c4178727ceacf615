/// Who waits for the end of what, as a value: it says whom to wake, and wakes nobody.
struct ExpectationBoard<Subject: Hashable, Outcome, Waiter> {
  private struct Expectation {
    /// How many have announced that they will wait.
    var count = 0
    var outcome: Outcome?
    /// Nobody waits any longer, whether it has ended or not.
    var isAbandoned = false
    var waiters: [UInt64: Waiter] = [:]
  }

  private var expectations: [Subject: Expectation] = [:]
  private var lastKey: UInt64 = 0

  /// A key under which a waiter may register, and give up.
  mutating func nextKey() -> UInt64 {
    lastKey += 1
    return lastKey
  }

  /// Nobody waits and nothing is kept.
  var isEmpty: Bool { expectations.isEmpty }

  mutating func expect(_ subject: Subject) {
    expectations[subject, default: Expectation()].count += 1
  }

  mutating func cancel(_ subject: Subject) {
    guard var expectation = expectations[subject] else { return }
    expectation.count -= 1
    expectations[subject] = expectation.count > 0 ? expectation : nil
  }

  /// - Returns: Whom to wake; an end that nobody expects is not kept.
  mutating func ended(_ subject: Subject, as outcome: Outcome) -> [Waiter] {
    expectations[subject]?.outcome = outcome
    return release(subject)
  }

  /// - Returns: Whom to wake without an end; who comes later doesn't wait at all.
  mutating func abandon(_ subject: Subject) -> [Waiter] {
    expectations[subject]?.isAbandoned = true
    return release(subject)
  }

  private mutating func release(_ subject: Subject) -> [Waiter] {
    guard let waiters = expectations[subject]?.waiters else { return [] }
    expectations[subject]?.waiters = [:]
    return Array(waiters.values)
  }

  /// - Returns: Whether to wait; false where the end has come already.
  mutating func register(_ waiter: Waiter, as key: UInt64, for subject: Subject) -> Bool {
    guard let expectation = expectations[subject], expectation.outcome == nil,
      !expectation.isAbandoned
    else { return false }
    expectations[subject]?.waiters[key] = waiter
    return true
  }

  /// - Returns: The waiter, unless he was woken before.
  mutating func remove(_ key: UInt64, from subject: Subject) -> Waiter? {
    expectations[subject]?.waiters.removeValue(forKey: key)
  }

  /// - Returns: How it ended, where it has; the expectation is over.
  mutating func collectOutcome(of subject: Subject) -> Outcome? {
    let outcome = expectations[subject]?.outcome
    cancel(subject)
    return outcome
  }
}
