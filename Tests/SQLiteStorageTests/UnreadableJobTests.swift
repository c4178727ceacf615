import AuthorityModel
import Foundation
import GRDB
import Storage
import StorageContract
import Testing

@testable import SQLiteStorage

@Suite("Law 3: a job that can't be read ends its order, and holds up nobody")
struct UnreadableJobTests {
  struct Damage: CustomTestStringConvertible {
    let column: String
    let value: String
    /// A word of the operator's note.
    let mention: String
    var hasOrder = true
    /// Whether what was reserved is kept as a certificate that may have been signed.
    var isReservationKept = true

    var testDescription: String { "\(column) = \(value)" }
  }

  static let damages = [
    Damage(column: "issuer", value: "NULL", mention: "column 16", isReservationKept: false),
    Damage(column: "tbs", value: "NULL", mention: "column 17", isReservationKept: false),
    Damage(column: "serial", value: "x''", mention: "a serial number", isReservationKept: false),
    Damage(column: "account", value: "x'01'", mention: "an id"),
    // Its order is one of its account that is processing without a job.
    Damage(column: "order_id", value: "x'01'", mention: "an id"),
    Damage(
      column: "order_id = x'01', account", value: "x'01'", mention: "its order stays processing",
      hasOrder: false),
  ]

  private let file: TemporaryDatabase
  private let stores: SQLiteStores
  private let run = Samples.run()

  init() throws {
    file = try TemporaryDatabase()
    stores = try file.open()
  }

  private func accept() async throws -> OrderID {
    let order = Samples.order(of: Samples.id(), authorizations: [])
    try await stores.orders.insert(order, with: [])
    _ = try await stores.orders.accept(
      order, request: Samples.request, as: .normal, at: Samples.now)
    return order.id
  }

  /// A reserved job that was given back, between two others.
  private func threeJobs() async throws -> (order: OrderID, serial: SerialNumber, others: [OrderID])
  {
    let first = try await accept()
    let order = try await accept()
    let reservation = Samples.reservation()
    for job in try await claim().jobs {
      if job.order == order {
        #expect(try await stores.jobs.reserve(reservation, for: job, by: run) == .reserved)
      }
      #expect(try await stores.jobs.release(job, until: Samples.now, by: run, excused: true))
    }
    return (order, reservation.serial, [first, try await accept()])
  }

  private func execute(_ sql: String) async throws {
    try await stores.database.writer.write { database in try database.execute(sql: sql) }
  }

  private func claim(for run: IssuerRun? = nil, at now: Timestamp = Samples.now) async throws
    -> ClaimedJobs
  {
    try await stores.jobs.claim(
      ClaimQuota(ofEach: 10), for: run ?? self.run, at: now, until: now + .seconds(30))
  }

  @Test(
    "it is set aside by the claim that finds it, and the others are claimed", arguments: damages)
  func setAside(damage: Damage) async throws {
    let (order, serial, others) = try await threeJobs()
    try await execute("UPDATE jobs SET \(damage.column) = \(damage.value) WHERE number = 2")

    let claimed = try await claim()
    #expect(claimed.jobs.map(\.order) == others)
    let note = try #require(claimed.setAside.first)
    #expect(claimed.setAside.count == 1)
    #expect(note.position.number == 2)
    #expect(note.reason.contains(damage.mention), "\(note.reason)")
    #expect((note.order == order) == damage.hasOrder)
    #expect(try await stores.jobs.setAsideJobs(limit: 9) == [note])
    #expect(try await stores.jobs.positions().map(\.order) == others)
    #expect(
      try await stores.orders.order(order)?.order.state
        == (damage.hasOrder ? .invalid(.unreadableJob) : .processing))
    // What may have been signed is kept, or its serial number told; an unreadable one can't be.
    let isKept = try await stores.database.readSnapshot { database in
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM certificates WHERE serial = ?",
        arguments: [serial.blob])
    }
    #expect((isKept == 1) == damage.isReservationKept)
    if !damage.isReservationKept, damage.column != "serial" {
      #expect(note.reason.contains("\(serial)"), "\(note.reason)")
    }
    try await stores.database.close()
  }

  @Test("where the setting aside fails nothing is claimed, and the next claim does it all")
  func before() async throws {
    let (order, _, others) = try await threeJobs()
    try await execute("UPDATE jobs SET account = x'01' WHERE number = 2")
    try await execute(
      """
      CREATE TRIGGER no_notes BEFORE INSERT ON set_aside_jobs
      BEGIN SELECT RAISE(ABORT, 'no notes'); END
      """)
    await #expect(throws: StorageError.self) { try await claim() }
    #expect(try await stores.orders.order(order)?.order.state == .processing)
    try await execute("DROP TRIGGER no_notes")
    let claimed = try await claim()
    #expect(claimed.setAside.map(\.order) == [order])
    #expect(claimed.jobs.map(\.order) == others)
    #expect(claimed.jobs.map(\.attempts) == [2, 1])
    try await stores.database.close()
  }

  @Test("where the claim's answer is lost the order has ended once, and the others come again")
  func after() async throws {
    let (order, _, others) = try await threeJobs()
    try await execute("UPDATE jobs SET account = x'01' WHERE number = 2")
    _ = try await claim(for: Samples.run())
    #expect(try await stores.orders.order(order)?.order.state == .invalid(.unreadableJob))
    let again = try await claim(at: Samples.now + .seconds(30))
    #expect(again.setAside.isEmpty)
    #expect(again.jobs.map(\.order) == others)
    #expect(try await stores.jobs.setAsideJobs(limit: 9).map(\.order) == [order])
    try await stores.database.close()
  }
}
