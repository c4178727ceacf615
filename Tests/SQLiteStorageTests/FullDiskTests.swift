import AuthorityModel
import GRDB
import Storage
import StorageContract
import Testing

@testable import SQLiteStorage

@Suite("A full disk")
struct FullDiskTests {
  private let file: TemporaryDatabase
  private let stores: SQLiteStores

  init() throws {
    file = try TemporaryDatabase()
    stores = try file.open()
  }

  @Test("Nothing is half written, reads go on, and it ends by itself when there is room again")
  func filled() async throws {
    let account = Samples.account()
    _ = try await stores.accounts.insert(account)
    #expect(await stores.database.trouble() == nil)
    let before = try await rowCount()

    try await allow(pages: 0)
    try await fill()
    let new = Samples.authorization(Self.longName, of: account.id)
    let order = Samples.order(of: account.id, authorizations: [new])
    let error = await #expect(throws: StorageError.self) {
      try await stores.orders.insert(order, with: [new])
    }
    guard case .unavailable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try await stores.accounts.account(account.id) == account)
    #expect(try await stores.orders.order(order.id) == nil)
    #expect(try await stores.authorizations.authorization(new.id) == nil)
    // The order's row might still have had room; that its authorization had none undid both.
    #expect(try await rowCount() == before)

    try await allow(pages: 1000)
    #expect(await stores.database.trouble() == nil)
    try await stores.orders.insert(order, with: [new])
    #expect(try await stores.orders.order(order.id)?.authorizations == [new])
    try await stores.database.close()
  }

  @Test("It is noticed by the first write that fails, and asked about until one succeeds")
  func trouble() async throws {
    #expect(await stores.database.trouble() == nil)
    // As when the device refuses the write of any page, the smallest included.
    try await stores.database.writer.write { try $0.execute(sql: "PRAGMA query_only = 1") }
    await #expect(throws: StorageError.self) {
      try await stores.accounts.insert(Samples.account())
    }
    for _ in 0..<2 {
      guard case .unavailable? = await stores.database.trouble() else {
        Issue.record("the trouble is over while nothing can be written")
        return
      }
    }
    try await stores.database.pool.writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA query_only = 0")
    }
    // A commit that changes nothing proves nothing: it needs no room.
    _ = try await stores.jobs.claim(
      ClaimQuota(ofEach: 1), for: Samples.run(), at: Samples.now, until: Samples.now)
    #expect(stores.database.writer.trouble != nil)
    #expect(await stores.database.trouble() == nil)
    #expect(stores.database.writer.trouble == nil)
    #expect(try await stores.accounts.insert(Samples.account()).isNew)
    try await stores.database.close()
  }

  @Test("law 1: a job in hand is kept: its reservation fails, and is made when there is room")
  func jobInHand() async throws {
    let account: AccountID = Samples.id()
    let order = Samples.order(of: account, authorizations: [])
    try await stores.orders.insert(order, with: [])
    _ = try await stores.orders.accept(
      order, request: Samples.request, as: .normal, at: Samples.now)
    let run = Samples.run()
    let quota = ClaimQuota(ofEach: 1)
    let lease = Samples.now + .seconds(30)
    let claimed = try await stores.jobs.claim(quota, for: run, at: Samples.now, until: lease)
    let job = try #require(claimed.jobs.first)
    let reservation = Reservation(
      serial: Samples.serial(), issuer: "r1",
      tbsCertificate: Array(repeating: 0x30, count: 60_000), notBefore: Samples.now,
      notAfter: lease)

    try await allow(pages: 0)
    try await fill()
    await #expect(throws: StorageError.self) {
      try await stores.jobs.reserve(reservation, for: job, by: run)
    }
    try await allow(pages: 1000)
    #expect(try await stores.jobs.reserve(reservation, for: job, by: run) == .reserved)

    try await allow(pages: 0)
    try await fill()
    let certificate = Array(repeating: UInt8(0x31), count: 120_000)
    await #expect(throws: StorageError.self) {
      try await stores.jobs.store(certificate, for: reservation, job: job, by: run)
    }
    #expect(try await stores.certificates.certificate(reservation.serial) == nil)
    #expect(try await stores.orders.order(order.id)?.order.state == .processing)
    try await allow(pages: 1000)
    #expect(try await stores.jobs.store(certificate, for: reservation, job: job, by: run))
    #expect(
      try await stores.orders.order(order.id)?.order.state
        == .valid(certificate: reservation.serial))
    try await stores.database.close()
  }

  /// Longer than what is left of a page.
  private static let longName = String(repeating: "a", count: 30_000)

  /// Lets the file grow by so many pages and no more, as a full disk does.
  private func allow(pages: Int) async throws {
    try await stores.database.pool.writeWithoutTransaction { database in
      let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(count + pages)")
    }
  }

  /// Uses up the pages inside the file that are free.
  private func fill() async throws {
    try await stores.database.pool.writeWithoutTransaction { database in
      let free = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
      guard free > 3 else { return }
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS ballast (bytes BLOB);
          INSERT INTO ballast VALUES (zeroblob(\((free - 2) * 4000)));
          """)
    }
  }

  private func rowCount() async throws -> Int? {
    try await stores.database.read {
      try Int.fetchOne(
        $0, sql: "SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM authorizations)")
    }
  }
}
