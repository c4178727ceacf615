internal import AuthorityModel
internal import Foundation
internal import GRDB
internal import Storage

extension Job {
  static let columns =
    """
    number, class, place, order_id, account, subject_public_key_info, names, profile,
    requested_not_before, requested_not_after, caa_checked_at, accepted_at, attempts,
    excused_attempts, serial
    """

  /// The job of a row, with what a former holder reserved for it.
  init(row: Row, in database: Database) throws {
    var columns = ColumnReader(row, of: "jobs")
    let position = try columns.position()
    let order: OrderID = try columns.id()
    let account: AccountID = try columns.id()
    let request = CertificateRequest(
      subjectPublicKeyInfo: try columns.bytes(), names: NameList.names(in: try columns.value()),
      profile: try columns.value(), requestedNotBefore: columns.optionalTimestamp(),
      requestedNotAfter: columns.optionalTimestamp(), caaCheckedAt: columns.optionalTimestamp())
    let acceptedAt = try columns.timestamp()
    let (attempts, excusedAttempts): (Int, Int) = (try columns.value(), try columns.value())
    let reservation = try columns.serial().map { try Reservation.fetch($0, in: database) }
    self.init(
      position: position, order: order, account: account, request: request, acceptedAt: acceptedAt,
      attempts: attempts, excusedAttempts: excusedAttempts,
      state: reservation.map(State.reserved) ?? .queued)
  }
}

extension ColumnReader {
  /// Reads number, class and place.
  mutating func position() throws -> QueuePosition {
    let number: Int64 = try value()
    let queueClass = try queueClass()
    return QueuePosition(number: number, queueClass: queueClass, place: try value())
  }

  mutating func queueClass() throws -> QueueClass {
    guard let queueClass = QueueClass(rawValue: try value()) else { throw corrupt("a class") }
    return queueClass
  }
}

extension Reservation {
  /// - Returns: False, and nothing inserted, where the serial number was used before.
  func insert(for job: Job, key: KeyFingerprint, in database: Database) throws -> Bool {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO certificates
          (serial, issuer, account, order_id, not_before, not_after, tbs, key_fingerprint)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (serial) DO NOTHING
        """)
    try insert.execute(arguments: [
      serial.blob, issuer, job.account.blob, job.order.blob, notBefore.column, notAfter.column,
      Data(tbsCertificate), key.blob,
    ])
    return database.changesCount == 1
  }

  fileprivate static func fetch(_ serial: SerialNumber, in database: Database) throws
    -> Reservation
  {
    let select = try database.cachedStatement(
      sql: "SELECT issuer, tbs, not_before, not_after FROM certificates WHERE serial = ?")
    guard let row = try Row.fetchOne(select, arguments: [serial.blob]) else {
      throw StorageError.corrupt(what: "a job whose reservation is missing")
    }
    var columns = ColumnReader(row, of: "certificates")
    return Reservation(
      serial: serial, issuer: try columns.value(), tbsCertificate: try columns.bytes(),
      notBefore: try columns.timestamp(), notAfter: try columns.timestamp())
  }
}
