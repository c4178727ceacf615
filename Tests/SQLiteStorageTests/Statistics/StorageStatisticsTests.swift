import AuthorityModel
import SQLiteStorage
import StorageContract
import Testing

struct StorageStatisticsTests {
  @Test(arguments: [
    (0.5, 0), (1, 0), (1.5, 1), (2, 1), (512, 9), (513, 10),
  ])
  func `a value is counted below the first bound that it doesn't exceed`(
    value: Double, place: Int
  ) {
    var distribution = StorageStatistics().groupSizes
    distribution.count(value)
    #expect(distribution.counts.firstIndex(of: 1) == place)
    #expect(distribution.total == 1)
    #expect(distribution.sum == value)
  }

  @Test func `an account that is stored is read without a statement`() async throws {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    let before = stores.database.statistics
    let account = Samples.account()
    _ = try await stores.accounts.insert(account)
    for _ in 0..<10 {
      #expect(try await stores.accounts.account(account.id) == account)
      #expect(
        try await stores.accounts.account(keyThumbprint: account.keyThumbprint) == account)
    }
    let after = stores.database.statistics
    // BEGIN, INSERT, COMMIT: nothing was agreed to.
    #expect(after.statements - before.statements == 3)
    #expect(after.commits - before.commits == 1)
    #expect(after.fsyncs - before.fsyncs == 1)
    #expect(after.commitSeconds.total - before.commitSeconds.total == 1)
    try await stores.database.close()
  }
}
