internal import AuthorityModel
internal import GRDB
internal import Storage

extension Job {
  static let columns =
    """
    number, class, place, order_id, account, subject_public_key_info, names, profile,
    requested_not_before, requested_not_after, caa_checked_at, accepted_at, attempts,
    excused_attempts, was_lost, serial, issuer, tbs, not_before, not_after
    """

  /// The job of a row, with what a former holder reserved for it.
  init(row: Row) throws {
    var columns = ColumnReader(row, of: "jobs")
    let position = try columns.position()
    let order: OrderID = try columns.id()
    let account: AccountID = try columns.id()
    let request = CertificateRequest(
      subjectPublicKeyInfo: try columns.bytes(), names: NameText.names(in: try columns.value()),
      profile: try columns.value(), requestedNotBefore: columns.optionalTimestamp(),
      requestedNotAfter: columns.optionalTimestamp(), caaCheckedAt: columns.optionalTimestamp())
    let acceptedAt = try columns.timestamp()
    let (attempts, excusedAttempts): (Int, Int) = (try columns.value(), try columns.value())
    let wasLost: Bool = try columns.value()
    let reservation = try Reservation(&columns)
    self.init(
      position: position, order: order, account: account, request: request, acceptedAt: acceptedAt,
      attempts: attempts, excusedAttempts: excusedAttempts, wasLost: wasLost,
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
