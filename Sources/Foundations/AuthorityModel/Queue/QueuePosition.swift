/// Where a job stands in the queue.
package struct QueuePosition: Sendable, Hashable {
  /// Counts acceptances, over all classes; no two jobs share one.
  package let number: Int64
  package let queueClass: QueueClass
  /// Where the job stands within its class, in numbers: its own, or a later one where its account
  /// floods the queue (``AccountShare``).
  package let place: Int64

  package init(number: Int64, queueClass: QueueClass, place: Int64) {
    self.number = number
    self.queueClass = queueClass
    self.place = place
  }

  /// Whether this job leaves the queue before another of its class.
  package func precedes(_ other: QueuePosition) -> Bool {
    (place, number) < (other.place, other.number)
  }
}
