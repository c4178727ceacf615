package import AuthorityModel
package import Storage

/// The issuance queue; a job that has ended is deleted, since its order says how.
///
/// A lease is fenced by its holder and by the count of attempts, so that even a second claim by the
/// same run shuts out the first.
package struct PostgreSQLJobStore: JobStore {
  let database: PostgreSQLDatabase

  package init(_ database: PostgreSQLDatabase) {
    self.database = database
  }

  /// Reads the first stretch of each class in its index.
  ///
  /// What another issuer is just claiming is passed over, so that nobody waits. Attempts that nobody ended
  /// are judged by the row as it was.
  static let claiming = Statement(
    "claim jobs",
    """
    WITH \(QueueClass.allCases.map(candidates).joined(separator: ",\n"))
    UPDATE jobs SET holder = $1, held_by = $2, claimable_at = $3, attempts = attempts + 1,
      excused_attempts = excused_attempts + CASE
        WHEN holder IS NOT NULL AND (holder = $1 OR NOT is_on_trial) THEN 1 ELSE 0 END,
      is_on_trial = $8 AND (was_lost OR \(isLost)),
      was_lost = was_lost OR \(isLost)
    WHERE number = ANY (ARRAY(
      \(QueueClass.allCases.map { "SELECT number FROM \($0)_jobs" }
        .joined(separator: " UNION ALL "))))
    RETURNING \(Job.columns)
    """)

  /// Whether another than $1 holds a job.
  static let isLost = "(holder IS NOT NULL AND holder <> $1)"

  private static func candidates(of queueClass: QueueClass) -> String {
    """
    \(queueClass)_jobs AS (
      SELECT number FROM jobs WHERE class = \(queueClass.rawValue) AND claimable_at <= $4
      ORDER BY place, number LIMIT $\(5 + queueClass.rawValue) FOR UPDATE SKIP LOCKED)
    """
  }

  static let claimed = Statement(
    "claimed jobs", "SELECT \(Job.columns) FROM jobs WHERE holder = $1 AND held_by = $2")

  package func claim(
    _ quota: ClaimQuota, for issuer: IssuerRun, at now: Timestamp, until: Timestamp
  ) async throws(StorageError) -> ClaimedJobs {
    let claim = WriteID().argument
    // A claim whose answer was lost is looked for: to claim others would leave these until their lease
    // ends.
    let recognition = Recognition<[ClaimedRow]>(
      Self.claimed, [issuer.id.argument, claim], first: true, where: { _ in true }
    ) { rows in
      let claimed = try rows.map(of: "jobs", ClaimedRow.init)
      return claimed.isEmpty ? nil : claimed
    }
    let rows = try await database.write(
      Write(
        Self.claiming,
        [
          issuer.id.argument, claim, until.argument, now.argument, .integer(quota.renewal),
          .integer(quota.normal), .integer(quota.bulk), .boolean(quota.isAlone),
        ], recognizedBy: recognition
      ) { try $0.map(of: "jobs", ClaimedRow.init) })
    var jobs: [Job] = []
    var setAside: [SetAsideJob] = []
    for row in rows {
      switch row {
      case .job(let job): jobs.append(job)
      case .damaged(let job, let fault):
        if let note = try await self.setAside(job, because: fault, at: now, by: issuer) {
          setAside.append(note)
        }
      }
    }
    // Changed rows come in no particular order.
    jobs.sort { $0.position.isListed(before: $1.position) }
    return ClaimedJobs(jobs: jobs, setAside: setAside)
  }

  /// The serial number is taken in `certificates`, whose key holds it for ever; the bytes stay with
  /// the job.
  static let reservation = Statement(
    "reserve serial",
    """
    WITH held AS (
      SELECT number FROM jobs WHERE \(Lease.condition) AND serial IS NULL FOR UPDATE),
    blocked AS (SELECT FROM blocked_keys WHERE fingerprint = $9),
    taken AS (
      INSERT INTO certificates
        (serial, issuer, account, order_id, not_before, not_after, key_fingerprint)
      SELECT $4, $5, $10, $11, $7, $8, $9 FROM held WHERE NOT EXISTS (SELECT FROM blocked)
      ON CONFLICT (serial) DO NOTHING
      RETURNING serial),
    reserved AS (
      UPDATE jobs SET serial = $4, issuer = $5, tbs = $6, not_before = $7, not_after = $8
      FROM taken WHERE number = $1
      RETURNING number)
    SELECT EXISTS (SELECT FROM held), EXISTS (SELECT FROM blocked), EXISTS (SELECT FROM reserved)
    """)

  static let reserved = Statement(
    "reserved serial",
    "SELECT FROM jobs WHERE \(Lease.condition) AND serial = $4 AND tbs = $5")

  package func reserve(_ reservation: Reservation, for job: Job, by issuer: IssuerRun)
    async throws(StorageError) -> ReservationResult
  {
    let key = KeyFingerprint(ofSubjectPublicKeyInfo: job.request.subjectPublicKeyInfo)
    let lease = Lease.arguments(of: job, by: issuer)
    let recognition = Recognition<ReservationResult>(
      Self.reserved,
      lease + [reservation.serial.argument, .bytes(reservation.tbsCertificate)],
      where: { $0 != .reserved }, { $0.count > 0 ? .reserved : nil })
    let arguments =
      lease + [
        reservation.serial.argument, .text(reservation.issuer),
        .bytes(reservation.tbsCertificate), reservation.notBefore.argument,
        reservation.notAfter.argument, key.argument, job.account.argument, job.order.argument,
      ]
    return try await database.write(
      Write(Self.reservation, arguments, recognizedBy: recognition) { rows in
        try rows.first(of: "jobs") { columns in
          let (isHeld, isBlocked, isReserved) = (
            try columns.boolean(), try columns.boolean(), try columns.boolean()
          )
          if isReserved { return .reserved }
          guard isHeld else { return .leaseLost }
          return isBlocked ? .keyBlocked : .serialTaken
        } ?? .leaseLost
      })
  }
}
