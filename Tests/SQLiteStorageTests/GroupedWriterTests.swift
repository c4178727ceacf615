import AuthorityModel
import Dispatch
import GRDB
import Storage
import StorageContract
import Synchronization
import Testing

@testable import SQLiteStorage

struct GroupedWriterTests {
  private let file: TemporaryDatabase
  private let stores: SQLiteStores
  private var writer: GroupedWriter { stores.database.writer }

  init() async throws {
    file = try TemporaryDatabase()
    stores = try file.open()
    try await stores.database.writer.write { database in
      try database.execute(
        sql: """
          CREATE TABLE parents (id INTEGER PRIMARY KEY);
          CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL,
            parent INTEGER REFERENCES parents DEFERRABLE INITIALLY DEFERRED);
          """)
    }
  }

  @Test func `a failing writer undoes his own statements only`() async throws {
    let results = try await group(of: 20) { number, database in
      try note(number, in: database)
      if number.isMultiple(of: 5) { throw StorageError.corrupt(what: "number \(number)") }
    }
    for (number, result) in results.enumerated() {
      if number.isMultiple(of: 5) {
        #expect(result == .failure(.corrupt(what: "number \(number)")))
      } else {
        #expect(result == .success(number))
      }
    }
    #expect(try await noteCount() == 16)
    #expect(stores.database.statistics.largestGroup == 20)
    #expect(stores.database.statistics.failures == 4)
    #expect(stores.database.statistics.repeatedGroups == 1)
    try await stores.database.close()
  }

  @Test func `a failed statement reaches its caller only`() async throws {
    let results = try await group(of: 8) { number, database in
      try note(number == 7 ? 0 : number, in: database)
    }
    #expect(results.dropLast().allSatisfy { (try? $0.get()) != nil })
    #expect(throws: StorageError.self) { try results[7].get() }
    #expect(try await noteCount() == 7)
    try await stores.database.close()
  }

  @Test func `a failed commit is everybody's, and the next one works`() async throws {
    let before = stores.database.statistics.commits
    let results = try await group(of: 10) { number, database in
      // The missing parent is noticed by COMMIT.
      try note(number, parent: number == 3 ? 99 : nil, in: database)
    }
    #expect(results.allSatisfy { (try? $0.get()) == nil })
    // Only the commit of the gate succeeded; trying again would have changed nothing.
    #expect(stores.database.statistics.repeatedGroups == 0)
    #expect(stores.database.statistics.commits == before + 1)
    #expect(try await noteCount() == 0)
    _ = try await group(of: 3) { number, database in try note(number, in: database) }
    #expect(try await noteCount() == 3)
    try await stores.database.close()
  }

  @Test func `a transaction that is gone fails everybody, and the next one works`() async throws {
    let results = try await group(of: 6) { number, database in
      try note(number, in: database)
      if number == 2 { try database.execute(sql: "ROLLBACK") }
    }
    for result in results {
      #expect(throws: StorageError.self) { try result.get() }
    }
    #expect(try await noteCount() == 0)
    try await writer.write { try note(1, in: $0) }
    #expect(try await noteCount() == 1)
    try await stores.database.close()
  }

  @Test func `a full disk is unavailable until there is room`() async throws {
    let limit = try await writer.write { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      return try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
    }
    let long = String(repeating: "x", count: 20_000)
    let results = try await group(of: 10) { number, database in
      try note(number, long, in: database)
    }
    for result in results {
      let error = try #require(throws: StorageError.self) { try result.get() }
      guard case .unavailable = error else {
        Issue.record("\(error)")
        continue
      }
    }
    #expect(try await noteCount() == 0)
    let room = (limit ?? 0) + 1000
    try await writer.write { try $0.execute(sql: "PRAGMA max_page_count = \(room)") }
    _ = try await group(of: 10) { number, database in try note(number, long, in: database) }
    #expect(try await noteCount() == 10)
    try await stores.database.close()
  }

  @Test func `a group in which nobody fails is run once, without savepoints`() async throws {
    let before = stores.database.statistics
    _ = try await group(of: 10) { number, database in try note(number, in: database) }
    let after = stores.database.statistics
    // The gate's BEGIN and COMMIT, the group's, and ten INSERTs.
    #expect(after.statements - before.statements == 14)
    #expect(after.commits - before.commits == 2)
    #expect(after.groupSizes.counts.reduce(0, +) - before.groupSizes.counts.reduce(0, +) == 2)
    #expect(after.repeatedGroups == before.repeatedGroups)
    try await stores.database.close()
  }

  @Test func `what a write publishes is published once, before any writer of its group goes on`()
    async throws
  {
    let published = Published()
    _ = try await group(of: 6) { number, database in
      try note(number, in: database)
      if number == 3 { throw StorageError.corrupt(what: "number 3") }
    } publishing: { number in
      published.numbers.withLock { $0.append(number) }
    } afterwards: {
      #expect(published.numbers.withLock { $0 } == [0, 1, 2, 4, 5])
    }
    #expect(published.numbers.withLock { $0 } == [0, 1, 2, 4, 5])
    try await stores.database.close()
  }

  @Test func `two hundred concurrent writers share commits`() async throws {
    let before = stores.database.statistics
    try await withThrowingDiscardingTaskGroup { group in
      for number in 0..<200 {
        group.addTask { try await writer.write { try note(number, in: $0) } }
      }
    }
    let after = stores.database.statistics
    #expect(try await noteCount() == 200)
    #expect(after.writes - before.writes == 200)
    #expect(after.commits - before.commits < 100)
    try await stores.database.close()
  }

  @Test func `too many waiting writers are refused at once`() async throws {
    let gate = DispatchSemaphore(value: 0)
    let results = try await withThrowingTaskGroup { group in
      group.addTask { try await holdTheWriter(until: gate) }
      try await waitUntil { writer.isCommitting }
      for _ in 0..<GroupedWriter.queueLimit {
        group.addTask { try await writer.write { _ in } }
      }
      try await waitUntil { writer.waitingCount == GroupedWriter.queueLimit }
      let error = await #expect(throws: StorageError.self) { try await writer.write { _ in } }
      gate.signal()
      try await group.waitForAll()
      return error
    }
    guard case .unavailable = results else {
      Issue.record("\(String(describing: results))")
      return
    }
    try await stores.database.close()
  }

  @Test func `closing waits for those who came before`() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      let gate = DispatchSemaphore(value: 0)
      group.addTask { try await holdTheWriter(until: gate) }
      try await waitUntil { writer.isCommitting }
      group.addTask { try await writer.write { try note(1, in: $0) } }
      try await waitUntil { writer.waitingCount == 1 }
      group.addTask { try await stores.database.close() }
      gate.signal()
    }
    await #expect(throws: StorageError.self) { try await writer.write { _ in } }
    let reopened = try file.open()
    let count = try await reopened.database.writer.write {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM notes")
    }
    #expect(count == 1)
    try await reopened.database.close()
  }

  /// Makes writers come while a commit is under way, so that all of them share the next one.
  private func group(
    of count: Int, _ body: @escaping @Sendable (Int, Database) throws -> Void,
    publishing publish: @escaping @Sendable (Int) -> Void = { _ in },
    afterwards: @escaping @Sendable () -> Void = {}
  ) async throws -> [Result<Int, StorageError>] {
    let gate = DispatchSemaphore(value: 0)
    return try await withThrowingTaskGroup(of: (Int, Result<Int, StorageError>)?.self) { group in
      group.addTask {
        try await holdTheWriter(until: gate)
        return nil
      }
      try await waitUntil { writer.isCommitting }
      for number in 0..<count {
        group.addTask {
          do throws(StorageError) {
            try await writer.write({ try body(number, $0) }) { publish(number) }
            afterwards()
            return (number, .success(number))
          } catch {
            return (number, .failure(error))
          }
        }
        // One by one, so that the group has their order.
        try await waitUntil { writer.waitingCount == number + 1 }
      }
      gate.signal()
      var results: [Int: Result<Int, StorageError>] = [:]
      for try await case let (number, result)? in group { results[number] = result }
      return (0..<count).compactMap { results[$0] }
    }
  }

  private func holdTheWriter(until gate: DispatchSemaphore) async throws {
    try await writer.write { _ in gate.wait() }
  }

  private func waitUntil(_ condition: () -> Bool) async throws {
    while !condition() {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  private func noteCount() async throws -> Int? {
    try await writer.write { try Int.fetchOne($0, sql: "SELECT count(*) FROM notes") }
  }
}

private final class Published: Sendable {
  let numbers = Mutex<[Int]>([])
}

private func note(
  _ id: Int, _ text: String = "", parent: Int? = nil, in database: Database
) throws {
  try database.execute(
    sql: "INSERT INTO notes (id, text, parent) VALUES (?, ?, ?)", arguments: [id, text, parent])
}
