package import AuthorityModel

/// Tells what to expect of the queue, without asking the database.
package protocol QueueForecasts: Sendable {
  /// How many jobs wait, are in hand, or are just being accepted.
  var jobCount: Int { get }

  /// How many are issued in a second while there are enough; nil while nothing is.
  var jobsPerSecond: Double? { get }

  /// What the next job of an account would have to expect; of one that has none, where nil is given.
  func wait(ofNext queueClass: QueueClass, for account: AccountID?) -> QueueForecast

  /// What an order has to expect; nil where it isn't in the queue.
  func wait(of order: OrderID) -> QueueForecast?
}
