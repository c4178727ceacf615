import AuthorityModel
import StorageContract
import Testing

@testable import SQLiteStorage

/// That nothing is remembered that may be older than a commit.
struct RowCacheTests {
  private let cache = RowCache()
  private let account = Samples.account()

  private var known: Account? { cache.look { $0.accounts.value(for: account.id) } }

  @Test func `what was read between two commits is remembered`() {
    cache.remember(asOf: cache.moment) { $0.put(account) }
    #expect(known == account)
  }

  @Test func `what was read before a commit is not`() {
    let before = cache.moment
    cache.duringCommit {}
    cache.remember(asOf: before) { $0.put(account) }
    #expect(known == nil)
  }

  @Test func `what is read while a commit is under way is not`() {
    let before = cache.moment
    cache.duringCommit {
      #expect(cache.moment == nil)
      cache.remember(asOf: cache.moment) { $0.put(account) }
      cache.remember(asOf: before) { $0.put(account) }
    }
    #expect(known == nil)
  }

  @Test func `an account is found by the key that it has, not by one that it had`() {
    var changed = account
    changed.keyThumbprint = Array(repeating: 7, count: 32)
    cache.publish { $0.put(account) }
    #expect(cache.look { $0.account(keyThumbprint: account.keyThumbprint) } == account)
    cache.publish { $0.put(changed) }
    #expect(cache.look { $0.account(keyThumbprint: account.keyThumbprint) } == nil)
    #expect(cache.look { $0.account(keyThumbprint: changed.keyThumbprint) } == changed)
  }

  @Test func `an order is known with all of its authorizations, or not at all`() {
    let authorizations = ["a.test", "b.test"].map { Samples.authorization($0, of: account.id) }
    let order = Samples.order(of: account.id, authorizations: authorizations)
    cache.publish {
      $0.put(order)
      $0.put(StoredAuthorization(authorization: authorizations[0], revision: 0))
    }
    #expect(cache.look { $0.order(order.id) } == nil)
    cache.publish { $0.put(StoredAuthorization(authorization: authorizations[1], revision: 0)) }
    #expect(cache.look { $0.order(order.id)?.authorizations } == authorizations)
  }
}
