import AuthorityModel
import Storage
import StorageContract
import Testing

@testable import SQLiteStorage

/// The budgets of DESIGN section 8 that storage alone can keep or break.
struct ThroughputTests {
  private static let workerCount = 32
  private static let certificatesEach = 16

  @Test
  func `with 32 workers a certificate takes 10 statements, their frame and less than an fsync`()
    async throws
  {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    // An account each, as clients have them.
    var accounts: [Account] = []
    for _ in 0..<Self.workerCount {
      accounts.append(try await stores.accounts.insert(Samples.account()).account)
    }
    let before = stores.database.statistics
    try await withThrowingDiscardingTaskGroup { group in
      for (worker, account) in accounts.enumerated() {
        group.addTask {
          for number in 0..<Self.certificatesEach {
            try await stores.issue("\(worker)-\(number).test", to: account)
          }
        }
      }
    }
    let after = stores.database.statistics
    let certificates = Double(Self.workerCount * Self.certificatesEach)
    let statements = Double(after.statements - before.statements) / certificates
    let frames = Double(2 * (after.commits - before.commits)) / certificates
    let fsyncs = Double(after.fsyncs - before.fsyncs) / certificates
    // Nothing else was run. How many share a frame depends on the machine: `make bench` holds the sum.
    #expect(
      abs(statements - frames - 10) < 0.001, "\(statements) statements, \(frames) of them frames")
    #expect(frames < 2, "\(frames) of BEGIN and COMMIT")
    #expect(fsyncs < 1, "\(fsyncs) fsyncs")
    #expect(after.failures == before.failures)
    try await stores.database.close()
  }
}

extension SQLiteStores {
  /// All that a certificate asks of storage, one after the other as one client does it.
  fileprivate func issue(_ name: String, to account: Account) async throws {
    let now = Samples.now
    let known = try await orders.liveAuthorizations(
      of: account.id, for: [AuthorizedName(.dns(name), isWildcard: false)], until: now)
    #expect(known == [[]])
    let new = Samples.authorization(name, of: account.id)
    let order = Samples.order(of: account.id, authorizations: [new])
    try await orders.insert(order, with: [new])

    let pending = try #require(try await authorizations.authorization(new.id))
    var answered = pending
    let response = answered.respond(to: .http01, at: now)
    #expect(response == .validate)
    var proved = answered
    let record = ValidationRecord(method: .http01, validatedAt: now, observations: ["200 OK"])
    let isProved = proved.conclude(.http01, as: .valid(record), at: now, validFor: .seconds(60))
    #expect(isProved)
    #expect(try await authorizations.update(pending, to: proved))

    let ready = try #require(try await orders.order(order.id))
    #expect(ready.order.status(given: ready.authorizations, at: now) == .ready)
    let request = CertificateRequest(
      subjectPublicKeyInfo: [0x30, 0x00], names: [name], profile: "default")
    let position = try await orders.accept(
      ready.order, request: request, unlessKeyOf: account.keyThumbprint.reversed(), as: .normal,
      at: now)
    #expect(position != nil)

    // Whoever is next in the queue, on the issuer's side.
    let run = Samples.run()
    let job = try #require(
      try await jobs.claim(
        ClaimQuota(renewal: 1, normal: 1, bulk: 1), for: run, at: now, until: now + .seconds(30)
      ).jobs.first)
    let reservation = Samples.reservation()
    #expect(try await jobs.reserve(reservation, for: job, by: run) == .reserved)
    #expect(try await jobs.store([0x30, 0x00], for: reservation, job: job, by: run))
    #expect(try await certificates.certificate(reservation.serial)?.order == job.order)
    #expect(
      try await orders.order(job.order)?.order.state == .valid(certificate: reservation.serial))
  }
}
