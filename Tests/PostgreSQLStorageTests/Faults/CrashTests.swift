import AuthorityModel
import Storage
import StorageContract
import Synchronization
import Testing

@testable import PostgreSQLStorage

/// PostgreSQL itself goes away, in the midst of work.
@Suite(.serialized) struct CrashTests {
  @Test func `law 3: what was accepted survives PostgreSQL's crashes, and nobody sees them`()
    async throws
  {
    let server = try PostgreSQLServer(settings: [])
    try server.psql("CREATE DATABASE ca")
    var options = PostgreSQLDatabase.Options()
    options.patience = .seconds(30)
    let database = PostgreSQLDatabase(
      try ConnectionTarget(url: server.url(of: "ca")), options: options)
    try await database.open()
    let stores = PostgreSQLStores(database)
    let progress = Progress()
    try await withThrowingDiscardingTaskGroup { group in
      for worker in 0..<8 {
        group.addTask {
          let run = Samples.run()
          while !progress.isOver.load(ordering: .relaxed) {
            let order = Samples.order(of: Samples.id(), authorizations: [])
            try await stores.orders.insert(order, with: [])
            let position = try await stores.orders.accept(
              order, request: Samples.request, as: .normal, at: Samples.now)
            #expect(position != nil, "worker \(worker)")
            let jobs = try await stores.jobs.claim(
              ClaimQuota(normal: 2), for: run, at: Samples.now, until: Samples.now + .seconds(30)
            ).jobs
            for job in jobs {
              let reservation = Samples.reservation()
              let result = try await stores.jobs.reserve(reservation, for: job, by: run)
              #expect(result == .reserved)
              #expect(
                try await stores.jobs.store(
                  [0x30] + reservation.serial.bytes, for: reservation, job: job, by: run))
              progress.issued(reservation.serial)
            }
          }
        }
      }
      group.addTask {
        for await count in progress.counts {
          if [100, 300, 500].contains(count) { try server.restart() }
          if count >= 600 { break }
        }
        progress.isOver.store(true, ordering: .relaxed)
      }
    }
    let serials = progress.serials.withLock(\.self)
    #expect(Set(serials).count == serials.count)
    #expect(
      try server.psql("SELECT count(*) FROM certificates WHERE der IS NOT NULL", in: "ca")
        == "\(serials.count)")
    // Whether statements were under way when it crashed is chance; that work went on afterwards isn't.
    let connections = await database.statistics.writing.connections
    #expect(connections >= 3)
    // What is still queued has an order that waits for it, and nothing else does.
    let orphans = try server.psql(
      """
      SELECT count(*) FROM orders FULL JOIN jobs ON order_id = orders.id
      WHERE (state = 'processing') IS DISTINCT FROM (order_id IS NOT NULL) AND state <> 'open'
      """, in: "ca")
    #expect(orphans == "0")
    let waiting = try server.psql("SELECT count(*) FROM orders WHERE state = 'open'", in: "ca")
    #expect(waiting == "0")
    await database.close()
  }
}

private final class Progress: Sendable {
  let serials = Mutex<[SerialNumber]>([])
  let isOver = Atomic(false)
  /// How many there are, each time that there is one more.
  let counts: AsyncStream<Int>
  private let continuation: AsyncStream<Int>.Continuation

  init() { (counts, continuation) = AsyncStream.makeStream() }

  func issued(_ serial: SerialNumber) {
    continuation.yield(
      serials.withLock { serials in
        serials.append(serial)
        return serials.count
      })
  }
}
