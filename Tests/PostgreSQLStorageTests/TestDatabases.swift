import AuthorityModel
import Foundation
import PostgreSQLStorage
import StorageContract
import Synchronization

/// Fresh databases on one server that the tests of this process share; each is a copy of one whose
/// tables are up to date.
enum TestDatabases {
  private static let template = "chancery_template"

  static let server: Result<PostgreSQLServer, any Error> = Result {
    let server = try PostgreSQLServer()
    try server.psql("CREATE DATABASE \(template)")
    return server
  }

  /// Done once, by whoever comes first.
  private static let migrated = Task<Void, any Error> {
    let server = try Self.server.get()
    let database = PostgreSQLDatabase(try ConnectionTarget(url: server.url(of: template)))
    try await database.open()
    await database.close()
    // CREATE DATABASE wants its template unused: a closed connection may take a moment to be gone.
    try server.psql(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(template)'")
  }

  /// A server hasn't many connections, and copies of a database take their time: the test that ends
  /// hands its database on, emptied.
  private static let gate = Gate(limit: 8)

  private static func make() async throws -> String {
    try await migrated.value
    let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased().prefix(12)
    try server.get().psql("CREATE DATABASE \(name) TEMPLATE \(template)")
    return name
  }

  private static func clear(_ name: String) throws {
    let tables = [
      "accounts", "agreements", "orders", "authorizations", "certificates", "revocations",
      "blocked_keys", "unblockings", "jobs", "set_aside_jobs",
    ]
    try server.get().psql(
      tables.map { "DELETE FROM \($0);" }.joined() + "ALTER SEQUENCE job_numbers RESTART",
      in: name)
  }

  /// Runs a test on stores of its own.
  static func withStores(
    options: PostgreSQLDatabase.Options = .init(), through proxy: FaultProxy? = nil,
    _ body: (PostgreSQLStores) async throws -> Void
  ) async throws {
    let name: String
    if let free = await gate.enter() {
      name = free
    } else {
      name = try await make()
    }
    let url = try proxy?.url(of: name) ?? server.get().url(of: name)
    let database = PostgreSQLDatabase(try ConnectionTarget(url: url), options: options)
    let result: Result<Void, any Error>
    do {
      try await database.open(migrating: false)
      result = .success(try await body(PostgreSQLStores(database)))
    } catch {
      result = .failure(error)
    }
    await database.close()
    try clear(name)
    await gate.leave(name)
    try result.get()
  }
}

/// Lets so many in at one time, and hands on what the last one left.
private actor Gate {
  private var places: Int
  private var free: [String] = []
  private var waiting: [CheckedContinuation<String?, Never>] = []

  init(limit: Int) { places = limit }

  func enter() async -> String? {
    if let name = free.popLast() { return name }
    if places > 0 {
      places -= 1
      return nil
    }
    return await withCheckedContinuation { waiting.append($0) }
  }

  func leave(_ name: String) {
    guard waiting.isEmpty else { return waiting.removeFirst().resume(returning: name) }
    free.append(name)
  }
}

extension StoresUnderTest {
  init(_ stores: PostgreSQLStores) {
    self.init(
      accounts: stores.accounts, orders: stores.orders, authorizations: stores.authorizations,
      jobs: stores.jobs, certificates: stores.certificates, revocations: stores.revocations,
      blockedKeys: stores.blockedKeys, provenControl: stores.provenControl)
  }
}
