package import AuthorityModel

/// Shows the queue to its operator; nothing on the way of a certificate reads it.
package protocol QueueInspection: Sendable {
  /// How many jobs of each class wait or are in hand, in the order of the classes.
  func depths() async throws(StorageError) -> [QueueDepth]

  /// The accounts with the most jobs in the queue.
  func busiestAccounts(limit: Int) async throws(StorageError) -> [(account: AccountID, jobs: Int)]

  /// The first jobs of the queue, by class and in their order.
  func queuedJobs(limit: Int) async throws(StorageError) -> [QueuedJob]

  /// The jobs that were set aside last, the newest first.
  func setAsideJobs(limit: Int) async throws(StorageError) -> [SetAsideJob]
}

package struct QueueDepth: Sendable, Hashable {
  package let queueClass: QueueClass
  package let jobs: Int
  /// Those of them that an issuer holds.
  package let inHand: Int
  package let oldestAcceptedAt: Timestamp?

  package init(queueClass: QueueClass, jobs: Int, inHand: Int, oldestAcceptedAt: Timestamp?) {
    self.queueClass = queueClass
    self.jobs = jobs
    self.inHand = inHand
    self.oldestAcceptedAt = oldestAcceptedAt
  }
}

/// A job in the queue, as its operator sees it.
package struct QueuedJob: Sendable, Hashable {
  package let order: OrderID
  package let account: AccountID
  package let position: QueuePosition
  package let acceptedAt: Timestamp
  package let tries: Int
  package let isInHand: Bool
  /// Not claimed before then, where it is in the future.
  package let claimableAt: Timestamp

  package init(
    order: OrderID, account: AccountID, position: QueuePosition, acceptedAt: Timestamp, tries: Int,
    isInHand: Bool, claimableAt: Timestamp
  ) {
    self.order = order
    self.account = account
    self.position = position
    self.acceptedAt = acceptedAt
    self.tries = tries
    self.isInHand = isInHand
    self.claimableAt = claimableAt
  }
}
