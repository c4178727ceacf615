internal import AuthorityModel
internal import Foundation
internal import GRDB
internal import Storage

extension Reservation {
  /// Reserves in the job's own row, where the lease holds, the job has no reservation, the serial
  /// number was never used and the key isn't blocked: in one statement, so that a block comes wholly
  /// before it or finds the serial number reserved.
  static let reserveSQL = """
    UPDATE jobs
    SET serial = ?4, issuer = ?5, tbs = ?6, not_before = ?7, not_after = ?8, key_fingerprint = ?9
    WHERE \(Lease.condition) AND serial IS NULL
      AND NOT EXISTS (SELECT 1 FROM jobs WHERE serial = ?4)
      AND NOT EXISTS (SELECT 1 FROM certificates WHERE serial = ?4)
      AND NOT EXISTS (SELECT 1 FROM blocked_keys WHERE fingerprint = ?9)
    """

  /// Reads serial number, issuer, TBS bytes and validity; nil where nothing is reserved.
  init?(_ columns: inout ColumnReader) throws {
    guard let serial = try columns.serial() else { return nil }
    self.init(
      serial: serial, issuer: try columns.value(), tbsCertificate: try columns.bytes(),
      notBefore: try columns.timestamp(), notAfter: try columns.timestamp())
  }

  func arguments(under lease: Lease, key: KeyFingerprint) -> StatementArguments {
    [
      lease.number, lease.holder, lease.attempts, serial.blob, issuer, Data(tbsCertificate),
      notBefore.column, notAfter.column, key.blob,
    ]
  }

  /// Why ``reserveSQL`` changed nothing.
  static func refusal(under lease: Lease, key: KeyFingerprint, in database: Database) throws
    -> ReservationResult
  {
    guard case .held(nil) = try lease.holding(in: database) else { return .leaseLost }
    return try BlockedKey.isBlocked(key, in: database) ? .keyBlocked : .serialTaken
  }
}
