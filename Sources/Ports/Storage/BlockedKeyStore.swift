package import AuthorityModel

/// Tells whether a key is blocked.
package protocol BlockedKeys: Sendable {
  /// Why a key is blocked; nil where it isn't.
  func blockedKey(_ fingerprint: KeyFingerprint) async throws(StorageError) -> BlockedKey?
}

/// Keeps the keys that were blocked: whatever returns without an error is durable.
///
/// ``RevocationStore/block(_:)`` puts them there, since certificates go with them.
package protocol BlockedKeyStore: BlockedKeys {
  /// All that are blocked, for a filter in front of the store.
  func blockedFingerprints() async throws(StorageError) -> [KeyFingerprint]

  /// The keys after one of them, in the order of their fingerprints.
  func blockedKeys(after fingerprint: KeyFingerprint?, limit: Int) async throws(StorageError)
    -> [BlockedKey]

  /// Takes a key's block away, unless its compromise was proved.
  ///
  /// - Returns: False, and nothing changed, where the key isn't blocked or stays so for ever.
  func unblock(_ fingerprint: KeyFingerprint) async throws(StorageError) -> Bool
}
