package import AuthorityModel

/// Keeps accounts: whatever returns without an error is durable.
package protocol AccountStore: Sendable {
  /// Stores a new account unless its key has one already.
  ///
  /// - Returns: The account that has this key now, and whether it is the new one.
  func insert(_ account: Account) async throws(StorageError) -> (account: Account, isNew: Bool)

  func account(_ id: AccountID) async throws(StorageError) -> Account?

  /// - Parameter keyThumbprint: SHA-256 of the canonical key, 32 bytes.
  func account(keyThumbprint: [UInt8]) async throws(StorageError) -> Account?
}
