internal import AuthorityModel
internal import Foundation
internal import GRDB
internal import Storage

/// An issuer's right to a job: it ends with the next claim, whoever makes that.
struct Lease {
  let number: Int64
  let holder: Data
  let attempts: Int

  init(of job: Job, by issuer: IssuerRun) {
    number = job.position.number
    holder = issuer.id.blob
    attempts = job.attempts
  }

  /// Its parameters are the first three of a statement.
  static let condition = "number = ?1 AND holder = ?2 AND attempts = ?3"

  private var arguments: StatementArguments { [number, holder, attempts] }

  /// The serial number that is reserved for the job, if there is one.
  enum Holding: Hashable {
    case lost
    case held(SerialNumber?)
  }

  func holding(in database: Database) throws -> Holding {
    let select = try database.cachedStatement(
      sql: "SELECT serial FROM jobs WHERE \(Self.condition)")
    guard let row = try Row.fetchOne(select, arguments: arguments) else { return .lost }
    var columns = ColumnReader(row, of: "jobs")
    return .held(try columns.serial())
  }

  /// Deletes a job that ends without a certificate; false where the lease was lost.
  ///
  /// What was reserved for it is kept as a certificate without DER: it may have been signed.
  func end(in database: Database) throws -> Bool {
    let keep = try database.cachedStatement(
      sql: """
        INSERT INTO certificates
          (serial, issuer, account, order_id, not_before, not_after, tbs, key_fingerprint)
        SELECT serial, issuer, account, order_id, not_before, not_after, tbs, key_fingerprint
        FROM jobs WHERE \(Self.condition) AND serial IS NOT NULL
        """)
    try keep.execute(arguments: arguments)
    let delete = try database.cachedStatement(sql: "DELETE FROM jobs WHERE \(Self.condition)")
    try delete.execute(arguments: arguments)
    return database.changesCount == 1
  }

  /// Gives the job back; false where the lease was lost.
  func release(until: Timestamp, excused: Bool, in database: Database) throws -> Bool {
    let update = try database.cachedStatement(
      sql: """
        UPDATE jobs
        SET holder = NULL, claimable_at = ?4, excused_attempts = excused_attempts + ?5
        WHERE \(Self.condition)
        """)
    try update.execute(arguments: arguments + [until.column, excused ? 1 : 0])
    return database.changesCount == 1
  }
}
