internal import ACMEProtocol
internal import AuthorityModel
internal import Storage
internal import Synchronization

/// The keys of the accounts that came last, parsed.
///
/// To parse a key is to check that its point lies on the curve, which takes a third of what a signature takes to
/// verify. A key is remembered by its own bytes, so an account that changes its key is never mistaken.
final class AccountKeys: Sendable {
  private let recent: Mutex<RecentValues<[UInt8], JSONWebKey>>

  /// - Parameter limit: How many keys are kept at most; of an RSA-4096 key about 3 KB.
  init(limit: Int = 8192) {
    recent = Mutex(RecentValues(limit: limit))
  }

  /// A key that was sound when it was stored: what is wrong with it now is not the client's fault.
  func key(of account: Account) throws(StorageError) -> JSONWebKey {
    if let key = recent.withLock({ $0[account.key] }) { return key }
    let key: JSONWebKey
    do {
      key = try JSONWebKey(parsing: account.key)
    } catch {
      throw .corrupt(what: "the key of account \(account.id)")
    }
    recent.withLock { $0.insert(key, for: account.key) }
    return key
  }
}
