package import AuthorityModel

/// Changes accounts: whatever returns without an error is durable.
///
/// Each change is fenced by the key under which it was asked for: once the account has another key, or
/// is no longer valid, nothing is changed.
package protocol AccountChangeStore: Sendable {
  /// Changes an account, in one commit; agreement to terms is recorded with its time.
  ///
  /// - Parameter account: The account as it was read when the change was asked for.
  /// - Returns: The account as it now stands; nil where it was no longer valid, or had another key.
  func apply(_ change: AccountChange, to account: Account, at now: Timestamp)
    async throws(StorageError) -> Account?

  /// Gives an account another key, unless some account has that already, in one commit.
  ///
  /// - Parameters:
  ///   - account: The account as it was read when the change was asked for.
  ///   - key: Canonical JSON Web Key (RFC 7638 §3).
  ///   - thumbprint: SHA-256 of `key`.
  func replaceKey(of account: Account, by key: [UInt8], thumbprint: [UInt8])
    async throws(StorageError) -> KeyReplacement
}

/// What is to become of an account; what is nil stays as it is.
package struct AccountChange: Sendable, Hashable {
  package var contacts: [String]?
  /// URL of the terms that were agreed to.
  package var agreedTerms: String?
  package var status: Account.Status?

  package init(
    contacts: [String]? = nil, agreedTerms: String? = nil, status: Account.Status? = nil
  ) {
    self.contacts = contacts
    self.agreedTerms = agreedTerms
    self.status = status
  }

  package var isEmpty: Bool { self == AccountChange() }
}

package enum KeyReplacement: Sendable, Hashable {
  /// The account has the new key.
  case replaced(Account)
  /// This account, perhaps the very same, has the new key already.
  case taken(by: AccountID)
  /// The account is no longer valid, or no longer has the key that it was read with.
  case overtaken
}
