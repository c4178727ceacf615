/// A request for one certificate.
///
/// `pending` and `ready` are not stored: they follow from the authorizations and the time, so that a
/// validation touches no order.
///
///     open ──▶ processing ──▶ valid
///      └─────────────└──────▶ invalid
///
/// - Note: RFC 8555 §7.1.3 and §7.1.6.
package struct Order: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    /// Waits for its authorizations, or for `finalize`.
    case open
    /// Accepted: a job is in the issuance queue (law 3).
    case processing
    case valid(certificate: SerialNumber)
    case invalid(Failure)
  }

  package enum Status: String, Sendable, Hashable {
    case pending
    case ready
    case processing
    case valid
    case invalid
  }

  package let id: OrderID
  package let account: AccountID
  /// As the certificate will bear them, wildcards with their asterisk.
  package let identifiers: [Identifier]
  /// In the order of ``identifiers``.
  package let authorizations: [AuthorizationID]
  package let profile: String
  /// The bounds of validity that the client asked for (RFC 8555 §7.4).
  package let requestedNotBefore: Timestamp?
  package let requestedNotAfter: Timestamp?
  /// The certificate that this order's will replace (RFC 9773 §5).
  package let replaces: ReplacedCertificate?
  package let createdAt: Timestamp
  package let expiresAt: Timestamp
  package private(set) var state: State

  package init(
    id: OrderID, account: AccountID, identifiers: [Identifier],
    authorizations: [AuthorizationID], profile: String, requestedNotBefore: Timestamp? = nil,
    requestedNotAfter: Timestamp? = nil, replaces: ReplacedCertificate? = nil, createdAt: Timestamp,
    expiresAt: Timestamp,
    state: State = .open
  ) {
    self.id = id
    self.account = account
    self.identifiers = identifiers
    self.authorizations = authorizations
    self.profile = profile
    self.requestedNotBefore = requestedNotBefore
    self.requestedNotAfter = requestedNotAfter
    self.replaces = replaces
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.state = state
  }

  /// The status that clients see.
  ///
  /// - Parameter authorizations: All of the order's authorizations.
  package func status(given authorizations: [Authorization], at now: Timestamp) -> Status {
    switch state {
    case .processing: return .processing
    case .valid: return .valid
    case .invalid: return .invalid
    case .open:
      if expiresAt <= now { return .invalid }
      let statuses = authorizations.map { $0.status(at: now) }
      if statuses.allSatisfy({ $0 == .valid }) { return .ready }
      return statuses.allSatisfy { $0 == .valid || $0 == .pending } ? .pending : .invalid
    }
  }

  /// What a finalize asks of the driver.
  package enum Finalization: Sendable, Hashable {
    /// Store the order as it now stands and its job, in one commit.
    case enqueue
    case rejectNotReady(Status)
  }

  package mutating func finalize(given authorizations: [Authorization], at now: Timestamp)
    -> Finalization
  {
    let status = status(given: authorizations, at: now)
    guard status == .ready else { return .rejectNotReady(status) }
    state = .processing
    return .enqueue
  }

  /// Takes the end of the order's job.
  ///
  /// - Returns: Whether it changed anything; an end that comes twice doesn't.
  package mutating func end(as outcome: Outcome) -> Bool {
    guard state == .processing else { return false }
    switch outcome {
    case .issued(let serial): state = .valid(certificate: serial)
    case .failed(let failure): state = .invalid(failure)
    }
    return true
  }

  /// How it ended; nil where it hasn't.
  package var outcome: Outcome? {
    switch state {
    case .open, .processing: nil
    case .valid(let serial): .issued(serial)
    case .invalid(let failure): .failed(failure)
    }
  }

  /// How an accepted order ends (law 3).
  package enum Outcome: Sendable, Hashable {
    case issued(SerialNumber)
    case failed(Failure)
  }
}
