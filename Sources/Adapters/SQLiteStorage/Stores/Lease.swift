internal import AuthorityModel
internal import Foundation
internal import GRDB
internal import Storage

/// An issuer's right to a job: it ends with the next claim, whoever makes that.
struct Lease {
  private let number: Int64
  private let holder: Data
  private let attempts: Int

  init(of job: Job, by issuer: IssuerRun) {
    number = job.position.number
    holder = issuer.id.blob
    attempts = job.attempts
  }

  private static let condition = "number = ? AND holder = ? AND attempts = ?"

  /// Whether the job is still its holder's, and without a reservation.
  func holds(in database: Database) throws -> Bool {
    let select = try database.cachedStatement(
      sql: "SELECT 1 FROM jobs WHERE \(Self.condition) AND serial IS NULL")
    return try Int.fetchOne(select, arguments: [number, holder, attempts]) != nil
  }

  /// Deletes the job; false where the lease was lost.
  func end(in database: Database) throws -> Bool {
    let delete = try database.cachedStatement(sql: "DELETE FROM jobs WHERE \(Self.condition)")
    try delete.execute(arguments: [number, holder, attempts])
    return database.changesCount == 1
  }

  /// Gives the job back; false where the lease was lost.
  func release(until: Timestamp, excused: Bool, in database: Database) throws -> Bool {
    let update = try database.cachedStatement(
      sql: """
        UPDATE jobs
        SET holder = NULL, claimable_at = ?, excused_attempts = excused_attempts + ?
        WHERE \(Self.condition)
        """)
    try update.execute(arguments: [until.column, excused ? 1 : 0, number, holder, attempts])
    return database.changesCount == 1
  }
}
