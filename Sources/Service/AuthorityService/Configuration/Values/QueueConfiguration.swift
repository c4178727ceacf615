/// The times of the issuance queue.
package struct QueueConfiguration: Sendable, Equatable {
  /// How long a finalize request waits for its certificate before it answers `processing`.
  package let finalizeWait: Duration
  /// The predicted wait beyond which new work is refused; never shorter than ``finalizeWait``.
  package let longestWait: Duration
  /// How long a worker may hold a job before others may take it.
  package let lease: Duration
  /// How many jobs the queue holds at the most.
  package let capacity: Int
}
