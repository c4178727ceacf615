package import AuthorityModel

/// Foretells how long jobs wait, from what the issuers were seen to do (laws 5 and 6).
package protocol QueueForecasts: Sendable {
  /// For a job that would be accepted now.
  func wait(ofNext queueClass: QueueClass) -> QueueForecast

  /// For an order whose job waits or is in hand; nil where there is none.
  func wait(of order: OrderID) -> QueueForecast?
}

package struct QueueForecast: Sendable, Hashable {
  package let jobsAhead: Int
  /// What the issuers sign at present; nil as long as nothing was measured.
  package let jobsPerSecond: Double?
  /// Until the certificate is there; nil where nothing is signed now.
  package let wait: Duration?

  package init(jobsAhead: Int, jobsPerSecond: Double?, wait: Duration?) {
    self.jobsAhead = jobsAhead
    self.jobsPerSecond = jobsPerSecond
    self.wait = wait
  }
}
