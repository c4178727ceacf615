import AuthorityModel
import Storage
import StorageContract
import Testing

@testable import PostgreSQLStorage

/// A primary dies, or stops being one, and its replica takes over.
@Suite(.serialized) struct FailoverTests {
  private let primary: PostgreSQLServer
  private let replica: PostgreSQLServer

  init() throws {
    primary = try PostgreSQLServer()
    try primary.psql("CREATE DATABASE ca")
    replica = try PostgreSQLServer(replicaOf: primary)
    // From here on a commit waits for the replica, so that none is lost with the primary.
    try primary.psql("ALTER SYSTEM SET synchronous_standby_names = '*'")
    try primary.psql("SELECT pg_reload_conf()")
  }

  private func openDatabase() async throws -> PostgreSQLDatabase {
    var options = PostgreSQLDatabase.Options()
    options.patience = .seconds(30)
    // The replica first: it must be passed over as long as it only reads.
    let url = "postgresql://postgres@/ca?host=\(replica.directory),\(primary.directory)"
    let database = PostgreSQLDatabase(try ConnectionTarget(url: url), options: options)
    try await database.open()
    return database
  }

  @Test func `law 3: what was accepted is there on the replica that took over`() async throws {
    let database = try await openDatabase()
    let stores = PostgreSQLStores(database)
    var orders: [Order] = []
    for count in 0..<60 {
      let order = Samples.order(of: Samples.id(), authorizations: [])
      try await stores.orders.insert(order, with: [])
      orders.append(order)
      if count == 20 {
        try primary.kill()
        try replica.promote()
        try replica.psql("ALTER SYSTEM SET synchronous_standby_names = ''")
        try replica.psql("SELECT pg_reload_conf()")
      }
      let position = try await stores.orders.accept(
        order, request: Samples.request, as: .normal, at: Samples.now)
      #expect(position != nil)
    }
    let queued = try await stores.jobs.positions().map(\.order)
    #expect(queued == orders.map(\.id))
    await database.close()
  }

  @Test func `a server that no longer takes writes is left for one that does`() async throws {
    let database = try await openDatabase()
    let stores = PostgreSQLStores(database)
    let account = try await stores.accounts.insert(Samples.account()).account
    try replica.promote()
    try replica.psql("ALTER SYSTEM SET synchronous_standby_names = ''")
    try replica.psql("SELECT pg_reload_conf()")
    try primary.psql("ALTER SYSTEM SET synchronous_standby_names = ''")
    try primary.psql("ALTER SYSTEM SET default_transaction_read_only = on")
    try primary.psql("SELECT pg_reload_conf()")
    let changed = try await stores.accounts.setBulk(true, for: account.id)
    #expect(changed?.isBulk == true)
    #expect(try replica.psql("SELECT is_bulk FROM accounts", in: "ca") == "t")
    await database.close()
  }
}
