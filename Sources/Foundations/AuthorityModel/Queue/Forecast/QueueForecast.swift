/// What is to be expected of the queue, from one place in it.
package struct QueueForecast: Sendable, Hashable {
  /// How many leave before.
  package let jobsAhead: Int
  /// How many are issued in a second, of all classes together; nil while nothing is.
  package let jobsPerSecond: Double?
  /// Until the job has ended; nil while nothing is signed.
  package let wait: Duration?
  /// For how long nothing has been signed though there is work; nil where something is.
  package let outage: Duration?

  package init(
    jobsAhead: Int, jobsPerSecond: Double?, wait: Duration?, outage: Duration? = nil
  ) {
    self.jobsAhead = jobsAhead
    self.jobsPerSecond = jobsPerSecond
    self.wait = wait
    self.outage = outage
  }
}
