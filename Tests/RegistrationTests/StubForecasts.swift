import AuthorityModel
import Storage

/// Forecasts as they are given.
struct StubForecasts: QueueForecasts {
  var jobCount = 0
  var jobsPerSecond: Double? = 100
  var next = QueueForecast(jobsAhead: 0, jobsPerSecond: 100, wait: .milliseconds(10))
  /// Of whichever order.
  var own: QueueForecast?

  func wait(ofNext queueClass: QueueClass, for account: AccountID?) -> QueueForecast { next }

  func wait(of order: OrderID) -> QueueForecast? { own }
}
