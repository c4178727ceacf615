package import AuthorityModel

/// What a claim brought.
package struct ClaimedJobs: Sendable, Hashable {
  /// By class, and within each in the order in which they leave the queue.
  package let jobs: [Job]
  /// Those that stood among them and can't be read: they have left the queue, and their orders are
  /// invalid (``Failure/unreadableJob``), which nobody was told yet.
  package let setAside: [SetAsideJob]

  package init(jobs: [Job], setAside: [SetAsideJob]) {
    self.jobs = jobs
    self.setAside = setAside
  }
}

extension Failure {
  /// Why an order ends whose job can't be read.
  package static let unreadableJob = Failure(
    .serverInternal,
    "The CA can no longer read what it accepted for this order, since its database is damaged. Place "
      + "a new order, and tell the CA's operator this order's URL.")
}
