import AuthorityModel
import Dispatch
import Foundation
import GRDB
import Storage
import StorageContract
import Synchronization
import Testing

@testable import SQLiteStorage

struct CheckpointTests {
  @Test func `a log that can't be moved is told of once, and when it is moved again`() async throws
  {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    let told = Told()
    let log = LogMover(ofDatabaseAt: file.path) { told.add($0) }
    for _ in 0..<2 {
      try await stores.database.writer.write { database in
        try database.execute(sql: "CREATE TABLE IF NOT EXISTS notes (text TEXT)")
        // SQLite refuses it inside a transaction that has written.
        log.committed(writes: CheckpointPacing.writesBetween, in: database)
      }
    }
    #expect(told.healths.count == 1)
    let failure = try #require(told.healths.first?.failure)
    guard case .unavailable = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(log.health.unmovedBytes > 0)
    #expect(log.health.concern != nil)
    #expect(log.checkpoints == 0)

    try await stores.database.pool.writeWithoutTransaction {
      log.committed(writes: CheckpointPacing.writesBetween, in: $0)
    }
    #expect(told.healths.map { $0.concern == nil } == [false, true])
    #expect(log.health == LogHealth())
    #expect(log.checkpoints == 1)
    try await stores.database.close()
  }

  @Test func `a log that a reader holds is measured, and a concern once it is long`() async throws {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    let log = LogMover(ofDatabaseAt: file.path)
    let gate = DispatchSemaphore(value: 0)
    try await withThrowingDiscardingTaskGroup { group in
      let (began, reading) = AsyncStream.makeStream(of: Void.self)
      group.addTask {
        try await stores.database.readSnapshot { database in
          _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM accounts")
          reading.finish()
          gate.wait()
        }
      }
      for await _ in began {}
      _ = try await stores.accounts.insert(Samples.account())
      try await stores.database.pool.writeWithoutTransaction {
        log.committed(writes: CheckpointPacing.writesBetween, in: $0)
      }
      gate.signal()
    }
    #expect(log.health.unmovedBytes > 0)
    #expect(log.health.concern == nil)
    var health = LogHealth()
    let isNewsEarly = health.tried(failure: nil, unmovedBytes: LogHealth.boundInBytes)
    #expect(!isNewsEarly)
    let isNews = health.tried(failure: nil, unmovedBytes: LogHealth.boundInBytes + 1)
    #expect(isNews && health.concern?.contains("256 MiB") == true)
    try await stores.database.close()
  }

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

private final class Told: Sendable {
  private let all = Mutex<[LogHealth]>([])

  var healths: [LogHealth] { all.withLock { $0 } }

  func add(_ health: LogHealth) { all.withLock { $0.append(health) } }
}
