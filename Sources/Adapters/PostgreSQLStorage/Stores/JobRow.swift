internal import AuthorityModel
internal import Storage

extension Job {
  static let columnNames = [
    "number", "class", "place", "order_id", "account", "subject_public_key_info", "names",
    "profile", "requested_not_before", "requested_not_after", "caa_checked_at", "accepted_at",
    "attempts", "excused_attempts", "was_lost", "serial", "issuer", "tbs", "not_before",
    "not_after",
  ]

  static let columns = columnNames.joined(separator: ", ")

  /// The job of a row, with what a former holder reserved for it.
  init(_ columns: inout RowReader) throws {
    let position = try columns.position()
    let order: OrderID = try columns.id()
    let account: AccountID = try columns.id()
    let request = CertificateRequest(
      subjectPublicKeyInfo: try columns.bytes(), names: NameText.names(in: try columns.text()),
      profile: try columns.text(), requestedNotBefore: try columns.optionalTimestamp(),
      requestedNotAfter: try columns.optionalTimestamp(),
      caaCheckedAt: try columns.optionalTimestamp())
    let acceptedAt = try columns.timestamp()
    let (attempts, excusedAttempts) = (try columns.int(), try columns.int())
    let wasLost = try columns.boolean()
    let reservation = try Reservation(&columns)
    self.init(
      position: position, order: order, account: account, request: request, acceptedAt: acceptedAt,
      attempts: attempts, excusedAttempts: excusedAttempts, wasLost: wasLost,
      state: reservation.map(State.reserved) ?? .queued)
  }
}

extension Reservation {
  /// Reads serial number, issuer, TBS bytes and validity; nil where nothing is reserved.
  fileprivate init?(_ columns: inout RowReader) throws {
    guard let serial = try columns.serial() else { return nil }
    self.init(
      serial: serial, issuer: try columns.text(), tbsCertificate: try columns.bytes(),
      notBefore: try columns.timestamp(), notAfter: try columns.timestamp())
  }
}

/// An issuer's right to a job: it ends with the next claim, whoever makes that.
enum Lease {
  /// Its parameters are the first three of a statement.
  static let condition = "number = $1 AND holder = $2 AND attempts = $3"

  static func arguments(of job: Job, by issuer: IssuerRun) -> [Argument] {
    [.integer(job.position.number), issuer.id.argument, .integer(job.attempts)]
  }
}
