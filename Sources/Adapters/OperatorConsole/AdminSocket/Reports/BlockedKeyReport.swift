/// A key that this CA refuses.
package struct BlockedKeyReport: Sendable, Hashable, Codable {
  /// SHA-256 of the SubjectPublicKeyInfo.
  package var key: String
  /// One word: `provenCompromise`, `operatorDecision`.
  package var cause: String
  /// RFC 3339.
  package var blockedAt: String?
  /// The serial number of the certificate by which the key came to be blocked.
  package var certificate: String?
  package var note: String?

  package init(
    key: String, cause: String, blockedAt: String? = nil, certificate: String? = nil,
    note: String? = nil
  ) {
    self.key = key
    self.cause = cause
    self.blockedAt = blockedAt
    self.certificate = certificate
    self.note = note
  }
}
