/// A public key that this CA certifies no more, and takes for no account.
///
/// - Note: CA/B Baseline Requirements §6.1.1.3.
package struct BlockedKey: Sendable, Hashable {
  package enum Cause: String, Sendable, Hashable, CaseIterable {
    /// Somebody signed a revocation with the key itself, and so proved that he holds it; such a
    /// block is for ever.
    case provenCompromise
    /// The CA's operator had a reason.
    case operatorDecision
    /// It stands in a file of keys that are known to be compromised.
    case list
  }

  package let fingerprint: KeyFingerprint
  package let cause: Cause
  /// Nil for keys that stand in files.
  package let blockedAt: Timestamp?
  /// The certificate by whose revocation the key came to be blocked.
  package let certificate: SerialNumber?
  /// What the operator noted, or the name of the file.
  package let note: String?

  package init(
    fingerprint: KeyFingerprint, cause: Cause, blockedAt: Timestamp? = nil,
    certificate: SerialNumber? = nil, note: String? = nil
  ) {
    self.fingerprint = fingerprint
    self.cause = cause
    self.blockedAt = blockedAt
    self.certificate = certificate
    self.note = note
  }
}
