internal import AuthorityModel
internal import Storage

/// A row that was claimed, whether it can be read or not.
enum ClaimedRow: Sendable {
  case job(Job)
  case damaged(Job, fault: String)

  init(_ columns: inout RowReader) throws {
    var whole = columns
    do {
      self = .job(try Job(&whole))
    } catch {
      self = .damaged(try Job(readableOf: &columns), fault: StorageError.text(of: error))
    }
  }
}

extension Job {
  /// What types and constraints of the table keep readable, whatever else is wrong with a row.
  fileprivate init(readableOf columns: inout RowReader) throws {
    let number = try columns.integer()
    let queueClass = QueueClass(rawValue: try columns.int()) ?? .normal
    let position = QueuePosition(
      number: number, queueClass: queueClass, place: try columns.integer())
    let (order, account): (OrderID, AccountID) = (try columns.id(), try columns.id())
    for _ in 0..<6 { columns.skip() }
    let acceptedAt = try columns.timestamp()
    self.init(
      position: position, order: order, account: account,
      request: CertificateRequest(subjectPublicKeyInfo: [], names: [], profile: ""),
      acceptedAt: acceptedAt, attempts: try columns.int(), excusedAttempts: try columns.int(),
      state: .queued)
  }
}

extension StorageError {
  fileprivate static func text(of error: any Error) -> String {
    switch error as? StorageError {
    case .corrupt(let what): what
    case .unavailable(let reason): reason
    case nil: "\(type(of: error))"
    }
  }
}

extension PostgreSQLJobStore {
  /// Takes a job that can't be read out of the queue, ends its order, and keeps a note.
  ///
  /// - Returns: Nil where somebody else holds it by now.
  func setAside(_ job: Job, because fault: String, at now: Timestamp, by issuer: IssuerRun)
    async throws(StorageError) -> SetAsideJob?
  {
    let reason = "the database is damaged: \(fault) can't be read"
    guard
      try await setAside(job, with: .unreadableJob, reason: reason, at: now, by: issuer)
    else { return nil }
    return SetAsideJob(
      order: job.order, account: job.account, position: job.position, acceptedAt: job.acceptedAt,
      setAsideAt: now, tries: job.tries, reason: reason)
  }
}
