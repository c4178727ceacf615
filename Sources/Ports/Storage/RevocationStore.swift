package import AuthorityModel

/// Keeps what was revoked and whom it was revoked by: whatever returns without an error is durable.
package protocol RevocationStore: Sendable {
  func revocation(of serial: SerialNumber) async throws(StorageError) -> Revocation?

  /// Revokes a certificate, or finds that somebody was faster.
  ///
  /// - Returns: How the certificate stands now, and whether by this revocation; nil where there is
  ///   no such serial number.
  func revoke(_ revocation: Revocation) async throws(StorageError) -> (
    standing: Revocation, isNew: Bool
  )?

  /// Blocks a key and revokes all certificates that bear it, in one commit.
  ///
  /// Those that are not yet revoked and don't expire before the block, serial numbers that were
  /// reserved for the key included, are revoked for key compromise. A revocation for another reason
  /// becomes one for key compromise and keeps its time. What is issued for the key from here on is
  /// refused by ``JobStore/reserve(_:for:by:)``, so that no certificate slips through between.
  func block(_ key: BlockedKey, at now: Timestamp) async throws(StorageError) -> KeyBlocking

  /// How many certificates ``block(_:at:)`` would change.
  func certificateCount(toRevokeFor fingerprint: KeyFingerprint, at now: Timestamp)
    async throws(StorageError) -> Int
}

/// What blocking a key brought about.
package struct KeyBlocking: Sendable, Hashable {
  /// Whether the key was not blocked before, or by somebody's decision only and now by a proof.
  package let isNew: Bool
  /// The certificates that were revoked by it, or are now for another reason.
  package let changed: Set<SerialNumber>

  package init(isNew: Bool, changed: Set<SerialNumber>) {
    self.isNew = isNew
    self.changed = changed
  }
}
