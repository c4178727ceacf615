import AuthorityModel
import Foundation
import PostgreSQLStorage
import Storage
import StorageContract
import Testing

/// What a certificate costs of PostgreSQL, as issue 6 limits it.
@Suite(.serialized) struct ThroughputTests {
  private static let workerCount = 32
  private static let certificatesEach =
    ProcessInfo.processInfo.environment["CHANCERY_CERTIFICATES_EACH"].flatMap(Int.init) ?? 16

  @Test
  func `with 32 workers a certificate takes few round trips and less than one commit`()
    async throws
  {
    let server = try PostgreSQLServer(settings: [])
    try server.psql("CREATE DATABASE ca")
    let database = PostgreSQLDatabase(try ConnectionTarget(url: server.url(of: "ca")))
    try await database.open()
    let stores = PostgreSQLStores(database)
    var accounts: [Account] = []
    for _ in 0..<Self.workerCount {
      accounts.append(try await stores.accounts.insert(Samples.account()).account)
    }
    try Self.fill(server)
    try await Self.issue(2, to: accounts, from: stores)

    let before = (await database.statistics, server.cpuTime, ContinuousClock.now)
    try await Self.issue(Self.certificatesEach, to: accounts, from: stores)
    let after = (await database.statistics, server.cpuTime, ContinuousClock.now)

    let count = Double(Self.workerCount * Self.certificatesEach)
    let commits = Double(after.0.writing.roundTrips - before.0.writing.roundTrips) / count
    let reads = Double(after.0.reading.roundTrips - before.0.reading.roundTrips) / count
    let statements =
      Double(
        after.0.writing.statements - before.0.writing.statements
          + after.0.reading.statements - before.0.reading.statements) / count
    let cpu = (after.1 - before.1) / .milliseconds(1) / count
    let rate = count / ((after.2 - before.2) / .seconds(1))
    print(
      "A certificate: \(commits) commits, \(reads) round trips that read, \(statements) statements, "
        + "\(cpu) ms of PostgreSQL's CPU; \(rate) in a second")
    #expect(commits <= 1)
    #expect(commits + reads <= 8)
    await database.close()
  }

  /// Stores as many certificates beforehand as the environment asks for, for trials by hand.
  private static func fill(_ server: PostgreSQLServer) throws {
    guard let text = ProcessInfo.processInfo.environment["CHANCERY_STORED"], let count = Int(text)
    else { return }
    let time = "timestamptz '2027-01-02' + n * interval '1 millisecond'"
    for insertion in [
      """
      orders (id, account, identifiers, authorizations, profile, created_at, expires_at, state)
        SELECT chancery_first_id(\(time)), gen_random_uuid(), 'dns:a.test',
        ARRAY[chancery_first_id(\(time))], 'default', n, n, 'valid'
      """,
      """
      authorizations SELECT chancery_first_id(\(time)), gen_random_uuid(), 'dns:a.test', false,
        'valid', n, '[]', NULL, false
      """,
      """
      certificates SELECT '\\x40'::bytea || substr(sha256(n::text::bytea), 1, 15), 'r1',
        gen_random_uuid(), gen_random_uuid(), n, n, sha256(n::text::bytea), NULL,
        decode(repeat(md5(n::text), 48), 'hex')
      """,
    ] {
      try server.psql("INSERT INTO \(insertion) FROM generate_series(1, \(count)) AS n", in: "ca")
    }
    try server.psql("VACUUM ANALYZE", in: "ca")
  }

  /// As many chains as there are accounts, at one time.
  private static func issue(_ count: Int, to accounts: [Account], from stores: PostgreSQLStores)
    async throws
  {
    try await withThrowingDiscardingTaskGroup { group in
      for account in accounts {
        group.addTask {
          for number in 0..<count { try await stores.issue("\(number).test", to: account) }
        }
      }
    }
  }
}

extension PostgreSQLStores {
  /// All that a certificate asks of storage, with as many looks as the requests of one client take.
  fileprivate func issue(_ name: String, to account: Account) async throws {
    let now = Samples.now
    try await look(at: account)
    _ = try await orders.liveAuthorizations(
      of: account.id, for: [AuthorizedName(.dns(name), isWildcard: false)], until: now)
    let new = Samples.authorization(name, of: account.id)
    let order = Samples.order(of: account.id, authorizations: [new])
    try await orders.insert(order, with: [new])

    for _ in 0..<2 { try await look(at: account) }
    let pending = try #require(try await authorizations.authorization(new.id))
    var answered = pending
    let response = answered.respond(to: .http01, at: now)
    #expect(response == .validate)
    #expect(try await authorizations.update(pending, to: answered))
    var proved = answered
    let record = ValidationRecord(method: .http01, validatedAt: now, observations: ["200 OK"])
    let isProved = proved.conclude(.http01, as: .valid(record), at: now, validFor: .seconds(60))
    #expect(isProved)
    #expect(try await authorizations.update(answered, to: proved))

    for _ in 0..<2 { try await look(at: account) }
    _ = try await authorizations.authorization(new.id)
    let ready = try #require(try await orders.order(order.id))
    let request = CertificateRequest(
      subjectPublicKeyInfo: [UInt8](repeating: 7, count: 91), names: [name], profile: "default")
    let position = try await orders.accept(
      ready.order, request: request, unlessKeyOf: account.keyThumbprint.reversed(), as: .normal,
      at: now)
    #expect(position != nil)

    let run = Samples.run()
    let job = try #require(
      try await jobs.claim(
        ClaimQuota(renewal: 1, normal: 1, bulk: 1), for: run, at: now, until: now + .seconds(30)
      ).jobs.first)
    let reservation = Reservation(
      serial: Samples.serial(), issuer: "r1", tbsCertificate: [UInt8](repeating: 1, count: 700),
      notBefore: now, notAfter: now + .seconds(86400))
    #expect(try await jobs.reserve(reservation, for: job, by: run) == .reserved)
    let certificate = [UInt8](repeating: 2, count: 780)
    #expect(try await jobs.store(certificate, for: reservation, job: job, by: run))

    for _ in 0..<2 { try await look(at: account) }
    #expect(
      try await orders.order(job.order)?.order.state == .valid(certificate: reservation.serial))
    #expect(try await certificates.certificate(reservation.serial)?.order == job.order)
  }

  /// What each request begins with.
  private func look(at account: Account) async throws {
    #expect(try await accounts.account(account.id) == account)
  }
}
