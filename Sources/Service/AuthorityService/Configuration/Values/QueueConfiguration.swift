package import AuthorityModel

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
  /// What one account may have of the queue while others wait, in percent; nil where shares are off.
  package let accountShare: Int?
  /// By which the classes of the queue take turns.
  package let classWeights: ClassWeights
  /// How often a job is tried in vain for reasons of its own before it is set aside.
  package let tries: Int
}

extension QueueConfiguration {
  /// How jobs are placed.
  var share: AccountShare { accountShare.map { AccountShare(percent: $0) } ?? .off }
}
