package import AuthorityModel
internal import Foundation
internal import GRDB
package import Storage

/// The ends of jobs, each one commit together with its order's.
extension SQLiteJobStore {
  private static let storeSQL = """
    INSERT INTO certificates
      (serial, issuer, account, order_id, not_before, not_after, der, key_fingerprint)
    SELECT serial, issuer, account, order_id, not_before, not_after, ?5, key_fingerprint
    FROM jobs WHERE \(Lease.condition) AND serial = ?4
    """

  package func store(
    _ certificate: [UInt8], for reservation: Reservation, job: Job, by issuer: IssuerRun
  ) async throws(StorageError) -> Bool {
    let lease = Lease(of: job, by: issuer)
    let arguments: StatementArguments = [
      lease.number, lease.holder, lease.attempts, reservation.serial.blob, Data(certificate),
    ]
    let issued = IssuedCertificate(
      serial: reservation.serial, issuer: reservation.issuer, account: job.account,
      order: job.order, der: certificate, notBefore: reservation.notBefore,
      notAfter: reservation.notAfter)
    return try await database.writer.write({ database in
      let store = try database.cachedStatement(sql: Self.storeSQL)
      try store.execute(arguments: arguments)
      guard database.changesCount == 1 else {
        guard try lease.holding(in: database) == .lost else {
          throw StorageError.corrupt(what: "a certificate whose serial number was not reserved")
        }
        return false
      }
      let delete = try database.cachedStatement(sql: "DELETE FROM jobs WHERE number = ?")
      try delete.execute(arguments: [lease.number])
      try Order.end(job.order, as: .issued(reservation.serial), in: database)
      return true
    }) { [cache = database.cache] isStored in
      guard isStored else { return }
      cache.publish { rows in
        rows.certificates.set(issued, for: issued.serial)
        rows.end(job.order, as: .issued(issued.serial))
      }
    }
  }

  package func fail(_ job: Job, with failure: Failure, by issuer: IssuerRun)
    async throws(StorageError) -> Bool
  {
    try await database.writer.write({ database in
      guard try Lease(of: job, by: issuer).end(in: database) else { return false }
      try Order.end(job.order, as: .failed(failure), in: database)
      return true
    }) { [cache = database.cache] hasEnded in
      if hasEnded { cache.publish { $0.end(job.order, as: .failed(failure)) } }
    }
  }

  package func setAside(
    _ job: Job, with failure: Failure, reason: String, at now: Timestamp, by issuer: IssuerRun
  ) async throws(StorageError) -> Bool {
    try await database.writer.write({ database in
      guard try Lease(of: job, by: issuer).end(in: database) else { return false }
      // That its order is not processing may be the very reason why the job can't end.
      _ = try Order.endIfProcessing(job.order, as: .failed(failure), in: database)
      try SetAsideJob(
        order: job.order, account: job.account, position: job.position,
        acceptedAt: job.acceptedAt, setAsideAt: now, tries: job.tries, reason: reason
      ).insert(in: database)
      return true
    }) { [cache = database.cache] hasEnded in
      if hasEnded { cache.publish { $0.end(job.order, as: .failed(failure)) } }
    }
  }
}
