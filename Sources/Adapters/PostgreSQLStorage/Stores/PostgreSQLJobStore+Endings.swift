package import AuthorityModel
package import Storage

/// The ends of jobs, each one statement together with its order's.
extension PostgreSQLJobStore {
  private static let notProcessing = "a job whose order is not processing"

  static let storing = Statement(
    "store certificate",
    """
    WITH ended AS (
      DELETE FROM jobs WHERE \(Lease.condition) AND serial = $4 RETURNING serial),
    stored AS (
      UPDATE certificates SET der = $5
      WHERE serial = $4 AND der IS NULL AND EXISTS (SELECT FROM ended)
      RETURNING serial),
    valid AS (
      UPDATE orders SET state = 'valid', serial = $4
      WHERE id = $6 AND state = 'processing' AND EXISTS (SELECT FROM ended)
      RETURNING id)
    SELECT CASE
      WHEN NOT EXISTS (SELECT FROM ended) THEN 0
      WHEN NOT EXISTS (SELECT FROM stored)
        THEN chancery_refuse('a certificate that was stored before its job ended')
      WHEN NOT EXISTS (SELECT FROM valid) THEN chancery_refuse('\(notProcessing)')
      ELSE 1 END
    """)

  static let stored = Statement(
    "stored certificate", "SELECT FROM certificates WHERE serial = $1 AND der = $2")

  static let holding = Statement("held job", "SELECT FROM jobs WHERE \(Lease.condition)")

  package func store(
    _ certificate: [UInt8], for reservation: Reservation, job: Job, by issuer: IssuerRun
  ) async throws(StorageError) -> Bool {
    let lease = Lease.arguments(of: job, by: issuer)
    let serial = reservation.serial.argument
    let isStored = try await database.write(
      Write(
        Self.storing, lease + [serial, .bytes(certificate), job.order.argument],
        recognizedBy: Recognition(anyRowOf: Self.stored, [serial, .bytes(certificate)]),
        Self.hasEnded))
    if isStored { return true }
    // Nothing was changed; where the lease holds, it is for another serial number or for none.
    let isHeld = try await database.write(Write(Self.holding, lease) { $0.count > 0 })
    guard !isHeld else {
      throw .corrupt(what: "a certificate whose serial number was not reserved")
    }
    return false
  }

  /// What was reserved for a job that ends without a certificate is kept: it may have been signed.
  private static let keeping = """
    kept AS (
      UPDATE certificates AS c SET tbs = ended.tbs FROM ended WHERE c.serial = ended.serial)
    """

  static let failing = Statement(
    "fail job",
    """
    WITH ended AS (DELETE FROM jobs WHERE \(Lease.condition) RETURNING serial, tbs),
    \(keeping),
    invalid AS (
      UPDATE orders SET state = 'invalid', failure = $4, ended_by = $6
      WHERE id = $5 AND state = 'processing' AND EXISTS (SELECT FROM ended)
      RETURNING id)
    SELECT CASE
      WHEN NOT EXISTS (SELECT FROM ended) THEN 0
      WHEN NOT EXISTS (SELECT FROM invalid) THEN chancery_refuse('\(notProcessing)')
      ELSE 1 END
    """)

  static let failed = Statement(
    "failed job",
    "SELECT FROM orders WHERE id = $1 AND ended_by = $2")

  package func fail(_ job: Job, with failure: Failure, by issuer: IssuerRun)
    async throws(StorageError) -> Bool
  {
    let write = WriteID()
    let text = try JSONColumn.text(of: failure)
    return try await database.write(
      Write(
        Self.failing,
        Lease.arguments(of: job, by: issuer) + [
          .text(text), job.order.argument, write.argument,
        ],
        recognizedBy: Recognition(anyRowOf: Self.failed, [job.order.argument, write.argument]),
        Self.hasEnded))
  }

  /// That its order is not processing may be the very reason why the job can't end.
  static let settingAside = Statement(
    "set job aside",
    """
    WITH ended AS (DELETE FROM jobs WHERE \(Lease.condition) RETURNING *),
    \(keeping),
    invalid AS (
      UPDATE orders SET state = 'invalid', failure = $4
      WHERE id = $5 AND state = 'processing' AND EXISTS (SELECT FROM ended)),
    noted AS (
      INSERT INTO set_aside_jobs (number, class, place, order_id, account, accepted_at,
        set_aside_at, tries, reason, written_by)
      SELECT number, class, place, order_id, account, accepted_at, $6,
        attempts - excused_attempts, $7, $8
      FROM ended)
    SELECT count(*) FROM ended
    """)

  static let wasSetAside = Statement(
    "job that was set aside",
    "SELECT FROM set_aside_jobs WHERE order_id = $1 AND written_by = $2")

  package func setAside(
    _ job: Job, with failure: Failure, reason: String, at now: Timestamp, by issuer: IssuerRun
  ) async throws(StorageError) -> Bool {
    let write = WriteID()
    let text = try JSONColumn.text(of: failure)
    return try await database.write(
      Write(
        Self.settingAside,
        Lease.arguments(of: job, by: issuer) + [
          .text(text), job.order.argument, now.argument, .text(reason), write.argument,
        ],
        recognizedBy: Recognition(
          anyRowOf: Self.wasSetAside, [job.order.argument, write.argument]),
        Self.hasEnded))
  }

  static let releasing = Statement(
    "release job",
    """
    UPDATE jobs
    SET holder = NULL, held_by = $6, claimable_at = $4, excused_attempts = excused_attempts + $5
    WHERE \(Lease.condition)
    RETURNING 1::bigint
    """)

  static let released = Statement(
    "released job",
    "SELECT FROM jobs WHERE number = $1 AND holder IS NULL AND held_by = $2")

  package func release(_ job: Job, until: Timestamp, by issuer: IssuerRun, excused: Bool)
    async throws(StorageError) -> Bool
  {
    let write = WriteID()
    return try await database.write(
      Write(
        Self.releasing,
        Lease.arguments(of: job, by: issuer) + [
          until.argument, .integer(excused ? 1 : 0), write.argument,
        ],
        recognizedBy: Recognition(
          anyRowOf: Self.released, [.integer(job.position.number), write.argument]),
        Self.hasEnded))
  }

  static let releasingAll = Statement(
    "release leases",
    """
    UPDATE jobs SET
      excused_attempts = excused_attempts + CASE WHEN is_on_trial THEN 0 ELSE 1 END,
      was_lost = true, holder = NULL, held_by = NULL, claimable_at = 0
    WHERE \(isLost)
    """)

  package func releaseLeases(exceptOf issuer: IssuerRun) async throws(StorageError) {
    try await database.write(Write(Self.releasingAll, [issuer.id.argument]) { _ in })
  }

  @Sendable private static func hasEnded(_ rows: Rows) throws -> Bool {
    try rows.first(of: "jobs") { try $0.integer() } == 1
  }
}
