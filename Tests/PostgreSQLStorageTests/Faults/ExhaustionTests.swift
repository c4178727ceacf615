import AuthorityModel
import Storage
import StorageContract
import Testing

@testable import PostgreSQLStorage

/// The server is there, and has nothing left to give.
@Suite(.serialized) struct ExhaustionTests {
  @Test func `connections that are all taken are waited for, and asked for again`() async throws {
    let server = try PostgreSQLServer(
      settings: ["fsync = off", "max_connections = 6", "superuser_reserved_connections = 3"])
    try server.psql("CREATE ROLE ca LOGIN")
    try server.psql("CREATE DATABASE ca OWNER ca")
    let target = try ConnectionTarget(
      url: server.url(of: "ca").replacing("postgres@", with: "ca@"))
    var options = PostgreSQLDatabase.Options()
    options.patience = .seconds(1)
    let first = PostgreSQLDatabase(target, options: options)
    try await first.open()
    let account = try await PostgreSQLStores(first).accounts.insert(Samples.account()).account
    _ = try await PostgreSQLStores(first).accounts.account(account.id)

    // Of its two lanes one gets the last connection.
    let second = PostgreSQLDatabase(target, options: options)
    try? await second.open(migrating: false)
    var error: StorageError?
    do throws(StorageError) {
      _ = try await PostgreSQLStores(second).accounts.account(account.id)
      _ = try await PostgreSQLStores(second).accounts.setBulk(true, for: account.id)
    } catch let refusal {
      error = refusal
    }
    #expect(error?.description.contains("connection slots") == true, "\(error as Any)")

    await first.close()
    await second.close()
    var patient = PostgreSQLDatabase.Options()
    patient.patience = .seconds(20)
    let third = PostgreSQLDatabase(target, options: patient)
    try await third.open(migrating: false)
    #expect(try await PostgreSQLStores(third).accounts.account(account.id) == account)
    await third.close()
  }

  @Test func `health says why nothing can be written, and when that is over`() async throws {
    let server = try PostgreSQLServer()
    try server.psql("CREATE DATABASE ca")
    let database = PostgreSQLDatabase(try ConnectionTarget(url: server.url(of: "ca")))
    try await database.open()
    #expect(await database.trouble() == nil)
    try server.psql("ALTER DATABASE ca SET default_transaction_read_only = on")
    try server.psql(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'ca'")
    var trouble = await database.trouble()
    while trouble == nil { trouble = await database.trouble() }
    #expect(trouble?.description.contains("read-only") == true, "\(trouble as Any)")
    try server.psql("ALTER DATABASE ca RESET default_transaction_read_only")
    while trouble != nil { trouble = await database.trouble() }
    await database.close()
  }
}
