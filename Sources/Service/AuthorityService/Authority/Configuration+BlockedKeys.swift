internal import IssuancePolicy
internal import Revocation
internal import SQLiteStorage
internal import Storage

extension Configuration {
  /// The keys that are refused, from the database and from files.
  func blockedKeys(of stores: SQLiteStores) async throws(AuthorityError) -> BlockedKeyRegister {
    let lists: [BlockedKeyList]
    do throws(ConfigurationError) {
      lists = try keys.blockedKeyLists()
    } catch {
      throw .configuration(error)
    }
    do throws(StorageError) {
      return try await BlockedKeyRegister(
        store: stores.blockedKeys, revocations: stores.revocations, lists: lists)
    } catch {
      throw .storage(error)
    }
  }
}
