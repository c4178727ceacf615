package import AuthorityModel

/// The issuance queue: whatever returns without an error is durable.
///
/// A job belongs to the issuer that holds its lease. The writes that follow a claim are fenced:
/// they do nothing and return false once another issuer holds the lease.
package protocol JobStore: Sendable {
  /// Takes the first jobs of each class that nobody holds (law 4).
  ///
  /// Where the last attempt at a job was never ended, it is judged now. Its own holder is alive and
  /// only lost sight of it, so it is excused. If another held it, the job was lost and is a suspect
  /// (``Job/isSuspect``); that counts as one of its tries only if it was a suspect that was tried alone.
  ///
  /// A job that can't be read would hold up all others. It is set aside in the same commit.
  ///
  /// - Parameters:
  ///   - quota: How many of each class at the most.
  ///   - issuer: Who takes them; one name for one run of one process.
  ///   - until: When the lease ends unless the job is finished before.
  func claim(_ quota: ClaimQuota, for issuer: IssuerRun, at now: Timestamp, until: Timestamp)
    async throws(StorageError) -> ClaimedJobs

  /// Records what is about to be signed (law 1), or finds that its serial number is taken or that
  /// its key was blocked meanwhile.
  func reserve(_ reservation: Reservation, for job: Job, by issuer: IssuerRun)
    async throws(StorageError) -> ReservationResult

  /// Stores the certificate, makes the order valid and ends the job, in one commit (law 2).
  func store(_ certificate: [UInt8], for reservation: Reservation, job: Job, by issuer: IssuerRun)
    async throws(StorageError) -> Bool

  /// Makes the order invalid and ends the job, in one commit.
  func fail(_ job: Job, with failure: Failure, by issuer: IssuerRun) async throws(StorageError)
    -> Bool

  /// Gives a job back to the queue, in its old place, not to be claimed before a time.
  ///
  /// - Parameter excused: Whether the attempt ended for reasons that are not the job's own.
  func release(_ job: Job, until: Timestamp, by issuer: IssuerRun, excused: Bool)
    async throws(StorageError) -> Bool

  /// Takes a job out of the queue for good, makes its order invalid and keeps a note of it for the
  /// operator, in one commit.
  func setAside(
    _ job: Job, with failure: Failure, reason: String, at now: Timestamp, by issuer: IssuerRun
  ) async throws(StorageError) -> Bool

  /// Ends all leases but those of one run; the attempts are judged as at a claim.
  ///
  /// Only a process that knows that it is the only issuer of this database may ask for it.
  func releaseLeases(exceptOf issuer: IssuerRun) async throws(StorageError)

  /// All jobs that wait or are in hand, by class and in their order; without those that can't be read,
  /// which the next claim sets aside.
  func positions() async throws(StorageError) -> [QueueEntry]

  /// How many jobs wait or are being worked on, and since when the oldest.
  func backlog() async throws(StorageError) -> Backlog
}

/// One run of one issuer process; the name that its leases bear.
package struct IssuerRun: Sendable, Hashable {
  /// 16 random bytes.
  package let id: ResourceID<IssuerRun>

  package init(id: ResourceID<IssuerRun>) {
    self.id = id
  }
}

package enum ReservationResult: Sendable, Hashable {
  case reserved
  /// The serial number was used before. Draw another.
  case serialTaken
  /// The request's key was blocked after it had been accepted.
  case keyBlocked
  case leaseLost
}

package struct Backlog: Sendable, Hashable {
  /// How many jobs of each class there are; a class without any isn't listed.
  package let jobCounts: [QueueClass: Int]
  package let oldestAcceptedAt: Timestamp?

  package init(jobCounts: [QueueClass: Int], oldestAcceptedAt: Timestamp?) {
    self.jobCounts = jobCounts.filter { $0.value > 0 }
    self.oldestAcceptedAt = oldestAcceptedAt
  }

  package var jobCount: Int { jobCounts.values.reduce(0, +) }
}
