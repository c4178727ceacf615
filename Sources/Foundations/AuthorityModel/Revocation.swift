/// That a certificate no longer holds, since when and why.
///
/// - Note: RFC 5280 §5.3; RFC 8555 §7.6.
package struct Revocation: Sendable, Hashable {
  package let serial: SerialNumber
  package let revokedAt: Timestamp
  package let reason: RevocationReason

  package init(serial: SerialNumber, revokedAt: Timestamp, reason: RevocationReason) {
    self.serial = serial
    self.revokedAt = revokedAt
    self.reason = reason
  }
}

/// Why a certificate was revoked, by the codes of RFC 5280 §5.3.1 that a leaf can be revoked for.
package enum RevocationReason: Int, Sendable, Hashable, Codable, CaseIterable {
  case unspecified = 0
  case keyCompromise = 1
  case affiliationChanged = 3
  case superseded = 4
  case cessationOfOperation = 5
  case privilegeWithdrawn = 9
}
