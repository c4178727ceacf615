import AuthorityModel
import Foundation
import GRDB
import SQLiteStorage
import Storage
import StorageContract
import Testing

struct SQLiteDatabaseTests {
  private let file: TemporaryDatabase

  init() throws {
    file = try TemporaryDatabase()
  }

  @Test func `a commit is synced before it returns`() async throws {
    let stores = try file.open()
    let settings = try await stores.database.writer.write { database in
      let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
      return (synchronous, try String.fetchOne(database, sql: "PRAGMA journal_mode"))
    }
    #expect(settings == (2, "wal"))
    try await stores.database.close()
  }

  @Test func `only the owner can read the files`() async throws {
    let stores = try file.open()
    for name in ["ca.sqlite", "ca.sqlite-wal", "ca.sqlite.lock"] {
      let path = file.directory.appending(path: name).path
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    try await stores.database.close()
  }

  @Test func `a second process is refused and told whom to stop`() async throws {
    let stores = try file.open()
    let error = try #require(throws: DatabaseOpeningError.self) { try file.open() }
    #expect(error.code == .inUse(processID: ProcessInfo.processInfo.processIdentifier))
    #expect(error.description.contains(file.path))
    #expect(error.description.contains("PostgreSQL"))
    try await stores.database.close()
  }

  @Test func `a file that holds something else is refused and left alone`() throws {
    let content = Data(repeating: 0x41, count: 8192)
    try content.write(to: URL(filePath: file.path))
    let error = try #require(throws: DatabaseOpeningError.self) { try file.open() }
    #expect(error.code == .notADatabase)
    #expect(try Data(contentsOf: URL(filePath: file.path)) == content)
  }

  @Test func `a directory that isn't there is named`() throws {
    let path = file.directory.appending(path: "absent/ca.sqlite").path
    let error = try #require(throws: DatabaseOpeningError.self) { try SQLiteStores(path: path) }
    #expect(error.code == .notAccessible)
    #expect(error.description.contains(path))
  }

  @Test func `tables of a newer version are refused`() async throws {
    let stores = try file.open()
    try await stores.database.writer.write { database in
      try database.execute(
        sql: "INSERT INTO grdb_migrations (identifier) VALUES ('9999 from the future')")
    }
    try await stores.database.close()
    let error = try #require(throws: DatabaseOpeningError.self) { try reopen() }
    #expect(error.code == .newerSchema)
  }

  @Test func `what was answered is found after the process died`() async throws {
    let stores = try file.open()
    let account = Samples.account()
    _ = try await stores.accounts.insert(account)
    // The files as they were when the insert returned: what a kill would leave.
    let copy = try TemporaryDatabase()
    for name in ["ca.sqlite", "ca.sqlite-wal"] {
      try FileManager.default.copyItem(
        at: file.directory.appending(path: name), to: copy.directory.appending(path: name))
    }
    let survivor = try copy.open()
    #expect(try await survivor.accounts.account(account.id) == account)
    try await survivor.database.close()
    try await stores.database.close()
  }

  @Test func `a closed database refuses writes and can be opened again`() async throws {
    let account = Samples.account()
    do {
      let stores = try file.open()
      _ = try await stores.accounts.insert(account)
      try await stores.database.close()
      await #expect(throws: StorageError.self) {
        try await stores.accounts.insert(Samples.account())
      }
      await #expect(throws: StorageError.self) { try await stores.accounts.account(account.id) }
    }
    let stores = try reopen()
    #expect(try await stores.accounts.account(account.id) == account)
    try await stores.database.close()
  }

  @Test func `a cancelled task closes too, and twice is once`() async throws {
    let stores = try file.open()
    _ = try await stores.accounts.insert(Samples.account())
    try await withThrowingDiscardingTaskGroup { group in
      group.cancelAll()
      group.addTask { try await stores.database.close() }
      group.addTask { try await stores.database.close() }
    }
    try await stores.database.close()
    let log = file.directory.appending(path: "ca.sqlite-wal").path
    let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
    #expect((size ?? 0) == 0)
    try await reopen().database.close()
  }

  @Test func `readers go on while writers write`() async throws {
    let stores = try file.open()
    let account = Samples.account()
    _ = try await stores.accounts.insert(account)
    try await withThrowingDiscardingTaskGroup { group in
      for _ in 0..<200 {
        group.addTask { _ = try await stores.accounts.insert(Samples.account()) }
        group.addTask {
          let found = try await stores.accounts.account(account.id)
          #expect(found == account)
        }
      }
    }
    try await stores.database.close()
  }

  private func reopen() throws -> SQLiteStores { try file.open() }
}
