import AuthorityModel
import Dispatch
import Storage
import StorageContract
import Synchronization
import Testing

@testable import SQLiteStorage

/// An account's names are learnt in one go, whatever is committed meanwhile.
struct NameReadingTests {
  private let file: TemporaryDatabase
  private let account = Samples.account()

  /// A database that was closed again, so that nothing is remembered of it.
  init() async throws {
    file = try TemporaryDatabase()
    let stores = try file.open()
    _ = try await stores.accounts.insert(account)
    try await stores.insertOrder("old.test", of: account.id)
    try await stores.database.close()
  }

  @Test func `a name that is stored while they are read isn't missed, nor are they read again`()
    async throws
  {
    let gate = ReadingGate()
    let stores = try SQLiteStores(path: file.path, observingStatements: { gate.pass($0) })
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask {
        let live = try await stores.live("other.test", of: account.id)
        #expect(live == 0)
      }
      try await gate.reached()
      try await stores.insertOrder("new.test", of: account.id)
      // Who asks meanwhile doesn't wait.
      #expect(try await stores.live("new.test", of: account.id) == 1)
      gate.open()
    }
    let before = stores.database.statistics.statements
    #expect(try await stores.live("other.test", of: account.id) == 0)
    #expect(stores.database.statistics.statements == before)
    #expect(try await stores.live("new.test", of: account.id) == 1)
    #expect(try await stores.live("old.test", of: account.id) == 1)
    try await stores.database.close()
  }

  @Test func `where nothing is remembered each order asks`() async throws {
    let database = try SQLiteDatabase(path: file.path, remembersRows: false)
    let stores = SQLiteStores(database)
    #expect(try await stores.live("new.test", of: account.id) == 0)
    try await stores.insertOrder("new.test", of: account.id)
    #expect(try await stores.live("new.test", of: account.id) == 1)
    try await database.close()
  }
}

/// Holds whoever reads an account's names, on his connection, until others have done something.
private final class ReadingGate: Sendable {
  private let isReached = Atomic(false)
  private let gate = DispatchSemaphore(value: 0)

  func pass(_ statement: String) {
    guard statement == Authorization.namesQuery,
      isReached.compareExchange(
        expected: false, desired: true, ordering: .acquiringAndReleasing
      ).exchanged
    else { return }
    gate.wait()
  }

  func reached() async throws {
    while !isReached.load(ordering: .acquiring) {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  func open() { gate.signal() }
}

extension SQLiteStores {
  fileprivate func insertOrder(_ name: String, of account: AccountID) async throws {
    let authorization = Samples.authorization(name, of: account)
    let order = Samples.order(of: account, authorizations: [authorization])
    try await orders.insert(order, with: [authorization])
  }

  fileprivate func live(_ name: String, of account: AccountID) async throws -> Int? {
    try await orders.liveAuthorizations(
      of: account, for: [AuthorizedName(.dns(name), isWildcard: false)], until: Samples.now
    ).first?.count
  }
}
