import AuthorityModel
import Foundation
import GRDB
import Storage
import Testing

@testable import SQLiteStorage

@Suite("Migration 4")
struct RevocationsMigrationTests {
  @Test("certificates of earlier versions are found by their keys, those being signed included")
  func fingerprints() async throws {
    let file = try TemporaryDatabase()
    let signed = try #require(SerialNumber(bytes: [0x40, 1]))
    let reserved = try #require(SerialNumber(bytes: [0x40, 2]))
    let unreadable = try #require(SerialNumber(bytes: [0x40, 3]))
    let key = Self.node(0x30, [Self.node(0x03, [[0, 1, 2, 3]])])
    let tbs = Self.tbs(key)
    let certificate = Self.node(0x30, [tbs, Self.node(0x30, []), Self.node(0x03, [[0]])])
    let old = try DatabasePool(path: file.path)
    try SchemaMigrations.migrator.migrate(old, upTo: OrderLifeSchema.name)
    try await old.write { database in
      for (serial, tbs, der) in [
        (signed, nil, certificate), (reserved, tbs, nil), (unreadable, nil, [0x30, 0x00]),
      ] as [(SerialNumber, [UInt8]?, [UInt8]?)] {
        try database.execute(
          sql: """
            INSERT INTO certificates
              (serial, issuer, account, order_id, not_before, not_after, tbs, der)
            VALUES (?, 'r1', x'00', x'00', 0, 10, ?, ?)
            """, arguments: [serial.blob, tbs.map { Data($0) }, der.map { Data($0) }])
      }
    }
    try old.close()

    let stores = try file.open()
    let block = BlockedKey(
      fingerprint: KeyFingerprint(ofSubjectPublicKeyInfo: key), cause: .operatorDecision)
    let now = Timestamp(millisecondsSinceEpoch: 5)
    #expect(
      try await stores.revocations.block(block, at: now)
        == KeyBlocking(isNew: true, changed: [signed, reserved]))
    #expect(try await stores.revocations.revocation(of: unreadable) == nil)
    try await stores.database.close()
  }

  /// Version, serial number, algorithm, issuer, validity, subject and key.
  private static func tbs(_ key: [UInt8]) -> [UInt8] {
    let empty = node(0x30, [])
    return node(
      0x30,
      [
        node(0xa0, [node(0x02, [[2]])]), node(0x02, [[0x40]]), empty, empty, empty, empty, key,
      ])
  }

  /// A DER node of at most 127 bytes.
  private static func node(_ tag: UInt8, _ contents: [[UInt8]]) -> [UInt8] {
    let content = contents.flatMap(\.self)
    return [tag, UInt8(content.count)] + content
  }
}
