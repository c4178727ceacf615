import AuthorityModel
import Foundation
import GRDB
import StorageContract
import Testing

@testable import SQLiteStorage

struct CheckpointTests {
  @Test func `one is due after so many writes, and then not before as many more`() {
    var pacing = CheckpointPacing()
    let isDueEarly = pacing.committed(writes: CheckpointPacing.writesBetween - 1)
    #expect(!isDueEarly)
    let isDue = pacing.committed(writes: 1)
    #expect(isDue)
    let isDueAgain = pacing.committed(writes: CheckpointPacing.writesBetween - 1)
    #expect(!isDueAgain)
  }

  @Test func `the log stays short however much is written, and nothing is lost`() async throws {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    let rounds = 6
    let accounts = (0..<CheckpointPacing.writesBetween * rounds).map { _ in Samples.account() }
    let fsyncs = stores.database.statistics.fsyncs
    for start in stride(from: 0, to: accounts.count, by: 256) {
      try await withThrowingDiscardingTaskGroup { group in
        for account in accounts[start..<start + 256] {
          group.addTask { _ = try await stores.accounts.insert(account) }
        }
      }
    }
    let statistics = stores.database.statistics
    #expect(statistics.checkpoints >= 2)
    #expect(statistics.fsyncs - fsyncs >= statistics.checkpoints)
    let log = try FileManager.default.attributesOfItem(atPath: file.path + "-wal")
    #expect((log[.size] as? Int ?? .max) < 64 << 20)
    try await stores.database.close()
    let reopened = try file.open()
    let count = try await reopened.database.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM accounts")
    }
    #expect(count == accounts.count)
    try await reopened.database.close()
  }
}
