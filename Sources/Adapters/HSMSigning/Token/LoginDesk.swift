import Cryptoki
import Signing
internal import Synchronization

/// Logs in to one token, and sees to it that a wrong PIN is sent once (law 8).
final class LoginDesk: Sendable {
  private struct Memory {
    /// The operator asked for one try.
    var isOrdered = false
    /// The revision for which the token was parked.
    var parkedRevision: String?
    /// Whether a login is under way; one that hangs may be a try that counts.
    var isUnderWay = false
    /// The revision of a PIN whose last login had no clear answer.
    var unansweredRevision: String?
  }

  private let token: String
  private let source: any PINSource
  private let ledger: any LoginLedger
  private let memory = Mutex(Memory())

  init(token: String, source: any PINSource, ledger: any LoginLedger) {
    self.token = token
    self.source = source
    self.ledger = ledger
  }

  /// The operator wants one more try, whatever is remembered.
  func orderTry() throws(SigningError) {
    try ledger.setRecord(nil, ofToken: token)
    memory.withLock {
      $0.isOrdered = true
      $0.parkedRevision = nil
    }
  }

  /// Whether the PIN is another than the one for which the token was parked.
  func hasNewPIN() -> Bool {
    guard let parked = memory.withLock({ $0.parkedRevision }) else { return false }
    return source.revision() != parked
  }

  /// Sends the PIN, unless something speaks against it.
  ///
  /// - Parameter session: Logs in for all sessions with its token.
  func logIn(_ session: Session, flags: TokenFlags, _ profile: VendorProfile) throws(LaneFault) {
    // Until the outcome is written, lest another reads what was remembered before.
    try begin()
    defer { end() }
    let revision = source.revision()
    let isOrdered = memory.withLock { memory in
      defer { memory.isOrdered = false }
      return memory.isOrdered
    }
    let verdict = LoginVerdict(
      flags: flags, record: ledger.record(ofToken: token), revision: revision, isOrdered: isOrdered,
      isUnanswered: memory.withLock { $0.unansweredRevision } == revision)
    if case .park(let reason) = verdict { throw parking(reason, revision) }
    let pin = try inOwnWords { () throws(SigningError) in try source.pin() }
    guard source.revision() == revision else {
      memory.withLock { $0.isOrdered = isOrdered }
      throw LaneFault(
        .tokenUnavailable(token: token, reason: "its PIN is just being changed"), .retry)
    }
    if let fault = profile.pinShape.fault(of: pin) {
      throw parking("\(fault). It was not sent; correct it", revision)
    }
    try inOwnWords { () throws(SigningError) in
      try ledger.setRecord(
        LoginRecord(state: .trying, reason: "", pinRevision: revision), ofToken: token)
    }
    let outcome = Result { () throws(CryptokiError) in try session.login(with: pin) }
    switch outcome {
    case .success:
      memory.withLock { $0.unansweredRevision = nil }
      try inOwnWords { () throws(SigningError) in try ledger.setRecord(nil, ofToken: token) }
    case .failure(let error):
      throw conclude(error, revision, profile)
    }
  }

  /// What a login that failed leads to, and what is remembered of it.
  private func conclude(
    _ error: CryptokiError, _ revision: String, _ profile: VendorProfile
  ) -> LaneFault {
    let fault = LaneFault(error, profile)
    guard fault.recovery == .stop else {
      // Not the PIN's fault as far as one can tell; the token's flags are asked before the next try.
      memory.withLock { $0.unansweredRevision = revision }
      try? ledger.setRecord(nil, ofToken: token)
      return fault
    }
    let reason =
      "\(fault.error). It was tried once and is not tried again; correct the PIN, or run chancery "
      + "admin hsm unpark --config FILE"
    // `.trying` stays when this fails, which is nearly as good.
    try? ledger.setRecord(
      LoginRecord(state: .parked, reason: reason, pinRevision: revision), ofToken: token)
    return parking(reason, revision)
  }

  private func parking(_ reason: String, _ revision: String) -> LaneFault {
    memory.withLock { $0.parkedRevision = revision }
    return LaneFault(.tokenParked(token: token, reason: reason), .park)
  }

  /// One login at a time: one that hangs may be a try that counts.
  private func begin() throws(LaneFault) {
    let isFree = memory.withLock { memory in
      defer { memory.isUnderWay = true }
      return !memory.isUnderWay
    }
    guard isFree else {
      let reason = "its last C_Login has not come back; see the device and the way to it"
      throw LaneFault(.tokenUnavailable(token: token, reason: reason), .newModule)
    }
  }

  private func end() {
    memory.withLock { $0.isUnderWay = false }
  }

  private func inOwnWords<Value>(
    _ body: () throws(SigningError) -> Value
  ) throws(LaneFault) -> Value {
    do throws(SigningError) {
      return try body()
    } catch {
      throw LaneFault(error, .retry)
    }
  }
}
