import AuthorityModel
import Foundation
import IssuancePolicy
import Revocation
import SQLiteStorage
import Storage
import Testing

@Suite("Blocked keys")
struct BlockedKeyRegisterTests {
  private static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)

  private let folder: URL
  private let stores: SQLiteStores

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "blocked-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    stores = try SQLiteStores(
      path: folder.appending(path: "chancery.sqlite").path(percentEncoded: false))
  }

  /// Runs a test and removes its database.
  private func clean(_ body: () async throws -> Void) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body()
    try await stores.database.close()
  }

  private static func fingerprint(_ byte: UInt8) -> KeyFingerprint {
    KeyFingerprint(ofSubjectPublicKeyInfo: [byte])
  }

  private func register(_ lists: [BlockedKeyList] = []) async throws -> BlockedKeyRegister {
    try await BlockedKeyRegister(
      store: stores.blockedKeys, revocations: stores.revocations, lists: lists)
  }

  @Test("A key is refused from its block on, here and in the next run")
  func blocks() async throws {
    try await clean {
      let register = try await register()
      let block = BlockedKey(
        fingerprint: Self.fingerprint(1), cause: .operatorDecision, blockedAt: Self.now)
      #expect(try await register.blockedKey(block.fingerprint) == nil)
      _ = try await register.block(block, at: Self.now)
      #expect(try await register.blockedKey(block.fingerprint) == block)
      #expect(try await register.blockedKey(Self.fingerprint(2)) == nil)
      let next = try await self.register()
      #expect(try await next.blockedKey(block.fingerprint) == block)
    }
  }

  @Test("A block that was taken back holds no longer")
  func unblocks() async throws {
    try await clean {
      let register = try await register()
      let block = BlockedKey(
        fingerprint: Self.fingerprint(1), cause: .operatorDecision, blockedAt: Self.now)
      _ = try await register.block(block, at: Self.now)
      #expect(try await stores.blockedKeys.unblock(block.fingerprint))
      #expect(try await register.blockedKey(block.fingerprint) == nil)
    }
  }

  @Test("A key that stands in a file is refused, and the file is named")
  func lists() async throws {
    try await clean {
      let text = "# ours\n\n\(Self.fingerprint(3))  # found in a firmware\r\n"
      let register = try await register([
        try BlockedKeyList(parsing: Array(text.utf8), named: "firmware.txt")
      ])
      let block = try #require(try await register.blockedKey(Self.fingerprint(3)))
      #expect(block.cause == .list)
      #expect(block.note == "firmware.txt")
      #expect(try await register.blockedKey(Self.fingerprint(4)) == nil)
    }
  }

  @Test("Where the store can't be read, no suspect is let through")
  func unreadable() async throws {
    try await clean {
      let register = try await register()
      let block = BlockedKey(
        fingerprint: Self.fingerprint(1), cause: .operatorDecision, blockedAt: Self.now)
      _ = try await register.block(block, at: Self.now)
      try await stores.database.close()
      await #expect(throws: StorageError.self) {
        try await register.blockedKey(block.fingerprint)
      }
    }
  }
}
