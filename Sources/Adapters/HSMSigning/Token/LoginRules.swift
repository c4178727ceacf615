import Cryptoki

/// Whether a PIN may be sent (law 8).
///
/// A pure function of what is known; ``LoginDesk`` asks it.
enum LoginVerdict: Equatable {
  case send
  case park(reason: String)

  /// - Parameters:
  ///   - flags: The token's own, read just before.
  ///   - record: What is remembered of the last login.
  ///   - revision: The present PIN's.
  ///   - isOrdered: Whether the operator asked for this try by name.
  ///   - isUnanswered: Whether the last login with this PIN failed for a reason that says nothing of it.
  init(
    flags: TokenFlags, record: LoginRecord?, revision: String, isOrdered: Bool,
    isUnanswered: Bool = false
  ) {
    if flags.contains(.userPINLocked) {
      self = .park(
        reason:
          "its user PIN is locked; the security officer must set it anew (C_InitPIN), then run "
          + "chancery admin hsm unpark --config FILE")
    } else if isOrdered {
      self = .send
    } else if let record, record.state == .parked, record.pinRevision == revision {
      self = .park(reason: record.reason)
    } else if flags.contains(.userPINFinalTry) {
      self = .park(
        reason:
          "one more wrong PIN would lock it, so nothing is tried; make sure of the PIN, then run "
          + "chancery admin hsm unpark --config FILE")
    } else if flags.contains(.userPINCountLow),
      isUnanswered || record?.state == .trying && record?.pinRevision == revision
    {
      self = .park(
        reason:
          "the last login with this PIN was cut short and the token counts a wrong PIN; correct "
          + "it, or run chancery admin hsm unpark --config FILE")
    } else {
      self = .send
    }
  }
}
