import AuthorityModel
import Foundation
import GRDB
import Storage
import StorageContract
import Testing

@testable import SQLiteStorage

@Suite("Migration 7")
struct IssuingLineMigrationTests {
  @Test("what was reserved by an earlier version is signed under the same serial number")
  func reservations() async throws {
    let file = try TemporaryDatabase()
    let (kept, orphan, issued) = (Samples.serial(), Samples.serial(), Samples.serial())
    let (order, queued): (OrderID, OrderID) = (Samples.id(), Samples.id())
    let account: AccountID = Samples.id()
    let old = try DatabasePool(path: file.path)
    try SchemaMigrations.migrator.migrate(old, upTo: FairQueueSchema.name)
    try await old.write { database in
      for (order, serial) in [(order, kept.blob), (queued, nil)] {
        try database.execute(
          sql: """
            INSERT INTO jobs (order_id, account, subject_public_key_info, names, profile,
              accepted_at, attempts, serial)
            VALUES (?, ?, x'3000', 'a.test', 'default', 1, 1, ?)
            """, arguments: [order.blob, account.blob, serial])
      }
      for (serial, tbs, der) in [
        (kept, [0x30, 1], nil), (orphan, [0x30, 2], nil), (issued, nil, [0x30, 3]),
      ] as [(SerialNumber, [UInt8]?, [UInt8]?)] {
        try database.execute(
          sql: """
            INSERT INTO certificates (serial, issuer, account, order_id, not_before, not_after,
              tbs, der, key_fingerprint)
            VALUES (?, 'r1', ?, ?, 0, 10, ?, ?, ?)
            """,
          arguments: [
            serial.blob, account.blob, order.blob, tbs.map { Data($0) }, der.map { Data($0) },
            Data(repeating: 9, count: 32),
          ])
      }
    }
    try old.close()

    let stores = try file.open()
    let run = Samples.run()
    let now = Timestamp(millisecondsSinceEpoch: 5)
    let jobs = try await stores.jobs.claim(
      ClaimQuota(ofEach: 10), for: run, at: now, until: now + .seconds(30)
    ).jobs
    let reservation = Reservation(
      serial: kept, issuer: "r1", tbsCertificate: [0x30, 1],
      notBefore: Timestamp(millisecondsSinceEpoch: 0),
      notAfter: Timestamp(millisecondsSinceEpoch: 10))
    #expect(
      Set(jobs.map(\.state)) == [.reserved(reservation), .queued])
    // Neither what an old failure left nor what was issued is touched, or free to be used again.
    let other = try #require(jobs.first { $0.state == .queued })
    for serial in [kept, orphan, issued] {
      let again = Samples.reservation(serial)
      #expect(try await stores.jobs.reserve(again, for: other, by: run) == .serialTaken)
    }
    #expect(try await stores.certificates.certificate(issued)?.der == [0x30, 3])
    let block = BlockedKey(
      fingerprint: try #require(KeyFingerprint(bytes: Array(repeating: 9, count: 32))),
      cause: .operatorDecision)
    #expect(
      try await stores.revocations.certificateCount(toRevokeFor: block.fingerprint, at: now) == 3)
    #expect(
      try await stores.revocations.block(block, at: now)
        == KeyBlocking(isNew: true, changed: [kept, orphan, issued]))
    try await stores.database.close()
  }
}
