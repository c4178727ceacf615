/// The work of issuing one certificate, as the durable queue holds it.
///
///     queued ──▶ reserved ──▶ signed ──▶ stored
///        └──────────└────────────└─────▶ failed
///
/// The machine takes events and says what the driver must do next. What it says to record must be
/// durable before the effect that follows it begins: laws 1 and 2 are the order of its steps.
package struct Job: Sendable, Hashable {
  package enum State: Sendable, Hashable {
    case queued
    /// Serial number, validity and TBS bytes are durable; the HSM may see them (law 1).
    case reserved(Reservation)
    /// The HSM has signed; the certificate must be durable before anybody sees it (law 2).
    case signed(Reservation, certificate: [UInt8])
    case stored(SerialNumber)
    case failed(Failure)
  }

  /// Where it stands in the queue (law 4).
  package let position: QueuePosition
  package let order: OrderID
  package let account: AccountID
  package let request: CertificateRequest
  package let acceptedAt: Timestamp
  /// How often an issuer has taken this job up, this time included.
  package let attempts: Int
  /// Attempts that ended for the signer's or the storage's reasons, and not for its own.
  package let excusedAttempts: Int
  /// Whether an earlier attempt was never ended: its issuer died, or lost sight of the job.
  package let wasLost: Bool
  package private(set) var state: State

  package init(
    position: QueuePosition, order: OrderID, account: AccountID, request: CertificateRequest,
    acceptedAt: Timestamp, attempts: Int, excusedAttempts: Int = 0, wasLost: Bool = false,
    state: State
  ) {
    self.position = position
    self.order = order
    self.account = account
    self.request = request
    self.acceptedAt = acceptedAt
    self.attempts = attempts
    self.excusedAttempts = excusedAttempts
    self.wasLost = wasLost
    self.state = state
  }

  /// How often it was taken up on its own account, this time included.
  package var tries: Int { attempts - excusedAttempts }

  /// Whether it may be what brought an issuer down, and so is tried with nothing else in hand.
  package var isSuspect: Bool { wasLost || tries > 1 }

  /// What the driver must do next.
  package enum Step: Sendable, Hashable {
    /// Draw a serial number, build the TBS bytes and record both.
    case reserve(CertificateRequest)
    /// Sign exactly these bytes.
    case sign(Reservation)
    /// Store the certificate and end the order as valid, in one commit.
    case store(Reservation, certificate: [UInt8])
    /// Tell whoever waits.
    case announce(Order.Outcome)
  }

  /// What comes next; after a crash, the stored state says where to go on.
  package var nextStep: Step {
    switch state {
    case .queued: .reserve(request)
    case .reserved(let reservation): .sign(reservation)
    case .signed(let reservation, let certificate): .store(reservation, certificate: certificate)
    case .stored(let serial): .announce(.issued(serial))
    case .failed(let failure): .announce(.failed(failure))
    }
  }

  /// The reservation is durable.
  package mutating func reserved(as reservation: Reservation) {
    guard case .queued = state else { return }
    state = .reserved(reservation)
  }

  /// The HSM has answered with a signature, and the certificate was put together.
  package mutating func signed(as certificate: [UInt8]) {
    guard case .reserved(let reservation) = state else { return }
    state = .signed(reservation, certificate: certificate)
  }

  /// The certificate is durable and the order valid.
  package mutating func stored() {
    guard case .signed(let reservation, _) = state else { return }
    state = .stored(reservation.serial)
  }

  /// The failure is durable and the order invalid; a stored certificate can no longer fail.
  package mutating func failed(as failure: Failure) {
    if case .stored = state { return }
    state = .failed(failure)
  }
}

/// What an accepted finalize asks for; all checks of the CSR lie behind it.
package struct CertificateRequest: Sendable, Hashable {
  /// DER of the applicant's SubjectPublicKeyInfo.
  package let subjectPublicKeyInfo: [UInt8]
  /// Names, sorted, each once.
  package let names: [String]
  package let profile: String
  /// The bounds of validity that the client asked for (RFC 8555 §7.4).
  package let requestedNotBefore: Timestamp?
  package let requestedNotAfter: Timestamp?
  /// When the oldest of the CAA checks was made that this request rests on; nil where none is made.
  package let caaCheckedAt: Timestamp?

  package init(
    subjectPublicKeyInfo: [UInt8], names: [String], profile: String,
    requestedNotBefore: Timestamp? = nil, requestedNotAfter: Timestamp? = nil,
    caaCheckedAt: Timestamp? = nil
  ) {
    self.subjectPublicKeyInfo = subjectPublicKeyInfo
    self.names = names
    self.profile = profile
    self.requestedNotBefore = requestedNotBefore
    self.requestedNotAfter = requestedNotAfter
    self.caaCheckedAt = caaCheckedAt
  }
}

/// What is recorded before the HSM sees it (law 1).
package struct Reservation: Sendable, Hashable {
  package let serial: SerialNumber
  /// Name of the issuer in the configuration, whose key signs.
  package let issuer: String
  /// DER of the TBSCertificate: exactly the bytes to be signed, at every attempt.
  package let tbsCertificate: [UInt8]
  package let notBefore: Timestamp
  package let notAfter: Timestamp

  package init(
    serial: SerialNumber, issuer: String, tbsCertificate: [UInt8], notBefore: Timestamp,
    notAfter: Timestamp
  ) {
    self.serial = serial
    self.issuer = issuer
    self.tbsCertificate = tbsCertificate
    self.notBefore = notBefore
    self.notAfter = notAfter
  }
}
