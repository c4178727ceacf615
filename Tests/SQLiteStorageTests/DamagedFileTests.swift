import Foundation
import GRDB
import Storage
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite("A damaged file")
struct DamagedFileTests {
  private let file: TemporaryDatabase
  private let queue: DatabaseQueue

  init() throws {
    file = try TemporaryDatabase()
    queue = try DatabaseQueue(path: file.path)
    try queue.write { try $0.execute(sql: "CREATE TABLE notes (id INTEGER PRIMARY KEY)") }
  }

  @Test("is no writer's own fault where a transaction can't begin, and readiness is told")
  func transaction() async throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: file.path))
    try handle.write(contentsOf: Data(repeating: 0x2a, count: 100))
    try handle.close()
    let (result, trouble) = await commit { _ in }
    let error = try #require(throws: StorageError.self) { try result.get() }
    guard case .unavailable(let reason) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason.hasPrefix("BEGIN IMMEDIATE failed: "))
    #expect(trouble == error)
  }

  @Test("is the fault of the write that reads the damage, and says nothing of others")
  func statement() async throws {
    let (result, trouble) = await commit { _ in throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    let error = try #require(throws: StorageError.self) { try result.get() }
    guard case .corrupt = error else {
      Issue.record("\(error)")
      return
    }
    #expect(trouble == nil)
  }

  /// What a group of one write ends in.
  private func commit(_ body: @escaping @Sendable (Database) throws -> Void) async -> (
    result: Result<Void, StorageError>, trouble: StorageError?
  ) {
    let told = Told()
    let result: Result<Void, StorageError> = await withCheckedContinuation { writer in
      let group = WriteGroup(writes: [PendingWrite(body, publishing: { _ in }, writer)])
      queue.asyncWriteWithoutTransaction { database in
        let ending = group.commit(in: database, publishingTo: RowCache())
        told.trouble.withLock { $0 = ending.trouble }
        for tell in ending.tellings { tell() }
      }
    }
    return (result, told.trouble.withLock { $0 })
  }
}

private final class Told: Sendable {
  let trouble = Mutex<StorageError?>(nil)
}
