package import AuthorityModel

/// Wakes those who wait for the queue, so that nobody polls it.
///
/// Signals are hints: one may be lost when a process dies, so whoever waits also looks for himself
/// now and then.
package protocol JobSignals: Sendable {
  /// A job was stored.
  func jobQueued()

  /// Returns when a job may be there, or when the time is over.
  func nextJob(within limit: Duration) async

  /// An order has ended.
  func ended(_ order: OrderID, as outcome: Order.Outcome)

  /// Says beforehand that an order's end will be waited for; an end from now on is not missed.
  func expectEnd(of order: OrderID)

  /// Drops an expectation that nobody will wait for.
  func forgetEnd(of order: OrderID)

  /// Waits for the end of an order that was expected; the expectation ends with it.
  ///
  /// - Returns: The outcome, or nil when the time was over before it came.
  func outcome(of order: OrderID, within limit: Duration) async -> Order.Outcome?
}
