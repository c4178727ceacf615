package import AuthorityModel

/// Wakes those who wait for the queue, so that nobody polls it.
///
/// Signals are hints: one may be lost when a process dies, so whoever waits also looks for himself
/// now and then.
package protocol JobSignals: Sendable {
  /// An order's job was stored.
  func jobQueued(_ order: OrderID, of account: AccountID, at position: QueuePosition)

  /// Lets whoever waits for a job look again: one came back to the queue, or there is something else
  /// to see to.
  func lookAgain()

  /// Returns when a job may be there, or when the time is over.
  ///
  /// One signal stands for any number of jobs: who got as many as he asked for looks again first.
  func nextJob(within limit: Duration) async

  /// An order has ended.
  func ended(_ order: OrderID, as outcome: Order.Outcome)

  /// Says beforehand that an order's end will be waited for; an end from now on is not missed.
  ///
  /// Each expectation is kept until ``outcome(of:within:)`` returns or ``cancelExpectation(of:)`` is
  /// called, one of which must follow.
  func expectEnd(of order: OrderID)

  /// Ends an expectation that nobody will wait for.
  func cancelExpectation(of order: OrderID)

  /// Waits for the end of an order that was expected, and ends the expectation.
  ///
  /// - Returns: The outcome, or nil when the time was over, or the task cancelled, before it came.
  func outcome(of order: OrderID, within limit: Duration) async -> Order.Outcome?
}
