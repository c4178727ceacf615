/// That a certificate no longer holds, since when, why, and by whose word.
///
/// - Note: RFC 5280 §5.3; RFC 8555 §7.6.
package struct Revocation: Sendable, Hashable {
  /// By whose word a certificate was revoked.
  package enum Source: Sendable, Hashable {
    /// The account that ordered it.
    case subscriber(AccountID)
    /// Another account, which is authorized for all of its names.
    case authorizedAccount(AccountID)
    /// Whoever holds its private key.
    case certificateKey
    /// Another certificate's revocation, or the operator, blocked its key.
    case blockedKey
    /// The CA's operator.
    case administrator
  }

  package let serial: SerialNumber
  /// It stays when a better reason comes later.
  package let revokedAt: Timestamp
  package let reason: RevocationReason
  package let source: Source

  package init(
    serial: SerialNumber, revokedAt: Timestamp, reason: RevocationReason, source: Source
  ) {
    self.serial = serial
    self.revokedAt = revokedAt
    self.reason = reason
    self.source = source
  }
}
