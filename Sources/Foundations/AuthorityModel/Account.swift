/// A client's account.
///
/// - Note: RFC 8555 §7.1.2.
package struct Account: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable {
    case valid
    case deactivated
    case revoked
  }

  package let id: AccountID
  /// The account's public key as canonical JSON Web Key (RFC 7638 §3).
  package var key: [UInt8]
  /// SHA-256 of ``key``, 32 bytes; no two accounts share it.
  package var keyThumbprint: [UInt8]
  package var contacts: [String]
  /// Whether its owner agreed to whatever terms there were when it was opened.
  package var hasAgreedToTerms: Bool
  /// URL of the terms that were agreed to last; nil where there were none.
  package var agreedTerms: String?
  package let createdAt: Timestamp
  package var status: Status
  /// Whether the operator put its orders behind those of others (``QueueClass/bulk``).
  package var isBulk: Bool

  package init(
    id: AccountID, key: [UInt8], keyThumbprint: [UInt8], contacts: [String],
    hasAgreedToTerms: Bool, agreedTerms: String? = nil, createdAt: Timestamp,
    status: Status = .valid, isBulk: Bool = false
  ) {
    self.id = id
    self.key = key
    self.keyThumbprint = keyThumbprint
    self.contacts = contacts
    self.hasAgreedToTerms = hasAgreedToTerms
    self.agreedTerms = agreedTerms
    self.createdAt = createdAt
    self.status = status
    self.isBulk = isBulk
  }
}
