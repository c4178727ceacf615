package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

/// The issuance queue; a job that has ended is deleted, since its order says how.
///
/// A lease is fenced by its holder and by the count of attempts, so that even a second claim by the
/// same run shuts out the first.
package struct SQLiteJobStore: JobStore {
  let database: SQLiteDatabase

  package init(_ database: SQLiteDatabase) {
    self.database = database
  }

  /// Reads the first stretch of each class in its index, and judges attempts that nobody ended:
  /// whatever is computed is computed from the row as it was.
  static let claimSQL = """
    UPDATE jobs SET holder = ?1, claimable_at = ?2, attempts = attempts + 1,
      excused_attempts = excused_attempts
        + (holder IS NOT NULL AND (holder = ?1 OR NOT is_on_trial)),
      is_on_trial = ?7 AND (was_lost OR \(isLost)),
      was_lost = was_lost OR \(isLost)
    WHERE number IN (
      \(QueueClass.allCases.map(candidates).joined(separator: " UNION ALL ")))
    RETURNING \(Job.columns)
    """

  /// Whether another than ?1 holds a job.
  private static let isLost = "(holder IS NOT NULL AND holder <> ?1)"

  private static func candidates(of queueClass: QueueClass) -> String {
    """
    SELECT number FROM (SELECT number FROM jobs INDEXED BY jobs_in_order
      WHERE class = \(queueClass.rawValue) AND claimable_at <= ?3
      ORDER BY place, number LIMIT ?\(4 + queueClass.rawValue))
    """
  }

  package func claim(
    _ quota: ClaimQuota, for issuer: IssuerRun, at now: Timestamp, until: Timestamp
  )
    async throws(StorageError) -> ClaimedJobs
  {
    try await database.writer.write({ database in
      let claim = try database.cachedStatement(sql: Self.claimSQL)
      let rows = try Row.fetchAll(
        claim,
        arguments: [
          issuer.id.blob, until.column, now.column, quota.renewal, quota.normal, quota.bulk,
          quota.isAlone,
        ])
      var jobs: [Job] = []
      jobs.reserveCapacity(rows.count)
      var damaged: [DamagedJob] = []
      for row in rows {
        do { jobs.append(try Job(row: row)) } catch { damaged.append(DamagedJob(row, error)) }
      }
      // SQLite returns changed rows in no particular order.
      jobs.sort { $0.position.isListedBefore($1.position) }
      return ClaimedJobs(
        jobs: jobs, setAside: try damaged.map { try $0.setAside(at: now, in: database) })
    }) { [cache = database.cache] claimed in
      guard !claimed.setAside.isEmpty else { return }
      cache.publish { rows in
        for job in claimed.setAside { rows.end(job.order, as: .failed(.unreadableJob)) }
      }
    }
  }

  package func reserve(_ reservation: Reservation, for job: Job, by issuer: IssuerRun)
    async throws(StorageError) -> ReservationResult
  {
    let key = KeyFingerprint(ofSubjectPublicKeyInfo: job.request.subjectPublicKeyInfo)
    let lease = Lease(of: job, by: issuer)
    let arguments = reservation.arguments(under: lease, key: key)
    return try await database.writer.write { database in
      let reserve = try database.cachedStatement(sql: Reservation.reserveSQL)
      try reserve.execute(arguments: arguments)
      if database.changesCount == 1 { return .reserved }
      return try Reservation.refusal(under: lease, key: key, in: database)
    }
  }

  package func release(_ job: Job, until: Timestamp, by issuer: IssuerRun, excused: Bool)
    async throws(StorageError) -> Bool
  {
    try await database.writer.write { database in
      try Lease(of: job, by: issuer).release(until: until, excused: excused, in: database)
    }
  }

  package func releaseLeases(exceptOf issuer: IssuerRun) async throws(StorageError) {
    try await database.writer.write { database in
      try database.execute(
        sql: """
          UPDATE jobs SET
            excused_attempts = excused_attempts + (NOT is_on_trial), was_lost = 1,
            holder = NULL, claimable_at = 0
          WHERE \(Self.isLost)
          """, arguments: [issuer.id.blob])
    }
  }

  package func positions() async throws(StorageError) -> [QueueEntry] {
    try await database.read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT number, class, place, order_id, account, accepted_at FROM jobs
          ORDER BY class, place, number
          """)
      return try Row.fetchAll(select).compactMap { try? QueueEntry(row: $0) }
    }
  }

  package func backlog() async throws(StorageError) -> Backlog {
    try await database.read { database in
      // Counted in the index jobs_in_order; the oldest is the first row of the table.
      let select = try database.cachedStatement(
        sql: """
          SELECT class, count(*), (SELECT accepted_at FROM jobs ORDER BY number LIMIT 1)
          FROM jobs GROUP BY class
          """)
      var counts: [QueueClass: Int] = [:]
      var oldest: Timestamp?
      for row in try Row.fetchAll(select) {
        var columns = ColumnReader(row, of: "jobs")
        let queueClass = try columns.queueClass()
        counts[queueClass] = try columns.value(Int.self)
        oldest = columns.optional(Int64.self).map(Timestamp.init(millisecondsSinceEpoch:))
      }
      return Backlog(jobCounts: counts, oldestAcceptedAt: oldest)
    }
  }
}

extension QueueEntry {
  fileprivate init(row: Row) throws {
    var columns = ColumnReader(row, of: "jobs")
    let position = try columns.position()
    self.init(
      order: try columns.id(), account: try columns.id(), position: position,
      acceptedAt: try columns.timestamp())
  }
}

extension QueuePosition {
  fileprivate func isListedBefore(_ other: QueuePosition) -> Bool {
    queueClass == other.queueClass
      ? precedes(other) : queueClass.rawValue < other.queueClass.rawValue
  }
}
