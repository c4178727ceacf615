package import AuthorityModel
package import IssuancePolicy
package import Storage
internal import Synchronization

/// All keys that this CA refuses: those that it blocked itself, and those in files.
///
/// Almost every key that is asked for is in neither. A set of all blocked keys' first bytes, in
/// memory, says so without a look into the store, which has the last word on the rest. The set may
/// lag behind blocks that another process makes; ``JobStore/reserve(_:for:by:)`` asks the store
/// itself, in the commit that reserves a serial number, so no certificate comes of it.
package final class BlockedKeyRegister: BlockedKeys {
  private let store: any BlockedKeyStore
  private let revocations: any RevocationStore
  private let lists: [BlockedKeyList]
  private let suspects: Mutex<Set<UInt64>>

  /// - Parameter lists: What the configuration's files of blocked keys hold.
  package init(
    store: any BlockedKeyStore, revocations: any RevocationStore, lists: [BlockedKeyList]
  ) async throws(StorageError) {
    self.store = store
    self.revocations = revocations
    self.lists = lists
    suspects = Mutex(Set(try await store.blockedFingerprints().map(Self.prefix)))
  }

  package func blockedKey(_ fingerprint: KeyFingerprint) async throws(StorageError) -> BlockedKey? {
    if let list = lists.first(where: { $0.contains(fingerprint) }) {
      return BlockedKey(fingerprint: fingerprint, cause: .list, note: list.name)
    }
    guard suspects.withLock({ $0.contains(Self.prefix(of: fingerprint)) }) else { return nil }
    return try await store.blockedKey(fingerprint)
  }

  /// Blocks a key and revokes the certificates that bear it.
  package func block(_ key: BlockedKey, at now: Timestamp) async throws(StorageError)
    -> KeyBlocking
  {
    // Before it is stored: who asks for the key in between finds it free in the store, not here.
    _ = suspects.withLock { $0.insert(Self.prefix(of: key.fingerprint)) }
    return try await revocations.block(key, at: now)
  }

  private static func prefix(of fingerprint: KeyFingerprint) -> UInt64 {
    fingerprint.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
