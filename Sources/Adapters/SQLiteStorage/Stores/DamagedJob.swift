internal import AuthorityModel
internal import Foundation
internal import GRDB
internal import Storage

/// A row of `jobs` that can't be read as a whole, as far as it can.
struct DamagedJob {
  private let position: QueuePosition
  /// As far as the row tells.
  private let order: OrderID?
  private let account: AccountID
  private let serial: SerialNumber?
  private let acceptedAt: Timestamp
  private let tries: Int
  private let fault: String

  /// - Parameter error: Why it can't be read.
  init(_ row: Row, _ error: any Error) {
    func value<Value: DatabaseValueConvertible>(_ column: String) -> Value? {
      Value.fromDatabaseValue(row[column] as DatabaseValue)
    }
    let number: Int64 = value("number") ?? 0
    position = QueuePosition(
      number: number,
      queueClass: (value("class") as Int?).flatMap(QueueClass.init) ?? .normal,
      place: value("place") ?? number)
    order = (value("order_id") as Data?).flatMap { OrderID(bytes: $0) }
    account =
      (value("account") as Data?).flatMap { AccountID(bytes: $0) } ?? Self.standIn(for: number)
    serial = (value("serial") as Data?).flatMap { SerialNumber(bytes: [UInt8]($0)) }
    acceptedAt = Timestamp(millisecondsSinceEpoch: value("accepted_at") ?? 0)
    // What is damaged may be any number.
    tries = max(0, (value("attempts") ?? 0) &- (value("excused_attempts") ?? 0))
    fault =
      switch StorageError(error) {
      case .corrupt(let what): what
      case .unavailable(let reason): reason
      }
  }

  /// Takes it out of the queue, ends its order if it can be told which it was, and keeps a note.
  func setAside(at now: Timestamp, in database: Database) throws -> SetAsideJob {
    let order = try self.order ?? orphan(in: database)
    let nameOfOrder = order ?? Self.standIn(for: position.number)
    let isKept = try keepReservation(of: nameOfOrder, in: database)
    try database.execute(
      sql: "DELETE FROM jobs WHERE number = ?", arguments: [position.number])
    if let order {
      _ = try Order.endIfProcessing(order, as: .failed(.unreadableJob), in: database)
    }
    let note = SetAsideJob(
      order: nameOfOrder, account: account, position: position, acceptedAt: acceptedAt,
      setAsideAt: now, tries: tries, reason: reason(isOrderKnown: order != nil, isKept: isKept))
    try note.insert(in: database)
    return note
  }

  /// What was reserved may have been signed, and is kept as of any job that ends without a certificate.
  private func keepReservation(of order: OrderID, in database: Database) throws -> Bool {
    guard serial != nil else { return false }
    // What is missing in it, though the table wants it, would undo the claim.
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO certificates
          (serial, issuer, account, order_id, not_before, not_after, tbs, key_fingerprint)
        SELECT serial, issuer, ?2, ?3, not_before, not_after, tbs, key_fingerprint
        FROM jobs WHERE number = ?1
        """, arguments: [position.number, account.blob, order.blob])
    return database.changesCount == 1
  }

  /// An order of the account that is processing without a job: each is one whose job lost its id.
  private func orphan(in database: Database) throws -> OrderID? {
    let id = try Data.fetchOne(
      database,
      sql: """
        SELECT id FROM orders WHERE account = ? AND state = 'processing'
          AND NOT EXISTS (SELECT 1 FROM jobs WHERE order_id = orders.id)
        ORDER BY id LIMIT 1
        """, arguments: [account.blob])
    return id.flatMap { OrderID(bytes: $0) }
  }

  private func reason(isOrderKnown: Bool, isKept: Bool) -> String {
    var parts = ["the database is damaged: \(fault) can't be read"]
    if !isOrderKnown { parts.append("its order stays processing, as its id is lost") }
    if let serial, !isKept {
      parts.append("a certificate may have been signed under the serial number \(serial)")
    }
    return parts.joined(separator: "; ")
  }

  /// An id that no resource has, since its time is the epoch's.
  private static func standIn<Resource>(for number: Int64) -> ResourceID<Resource> {
    var digits = OneNumber(number: UInt64(bitPattern: number))
    return ResourceID(at: Timestamp(millisecondsSinceEpoch: 0), using: &digits)
  }

  private struct OneNumber: RandomNumberGenerator {
    let number: UInt64

    mutating func next() -> UInt64 { number }
  }
}
