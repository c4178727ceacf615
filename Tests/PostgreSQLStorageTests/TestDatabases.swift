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

  /// - Returns: The name of a new database.
  static func make() async throws -> String {
    try await migrated.value
    let name = "test_" + UUID().uuidString.replacing("-", with: "").lowercased().prefix(12)
    try server.get().psql("CREATE DATABASE \(name) TEMPLATE \(template)")
    return name
  }

  static func drop(_ name: String) throws {
    try server.get().psql("DROP DATABASE \(name) WITH (FORCE)")
  }

  /// Each database has some connections, of which a server hasn't many.
  private static let gate = Gate(limit: 8)

  /// Runs a test on stores of its own.
  static func withStores(
    options: PostgreSQLDatabase.Options = .init(),
    _ body: (PostgreSQLStores) async throws -> Void
  ) async throws {
    await gate.enter()
    defer { Task { await gate.leave() } }
    let name = try await make()
    let target = try ConnectionTarget(url: server.get().url(of: name))
    let database = PostgreSQLDatabase(target, options: options)
    do {
      try await database.open(migrating: false)
      try await body(PostgreSQLStores(database))
    } catch {
      await database.close()
      try drop(name)
      throw error
    }
    await database.close()
    try drop(name)
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

/// Lets so many in at one time.
private actor Gate {
  private var places: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(limit: Int) { places = limit }

  func enter() async {
    guard places == 0 else {
      places -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    guard waiting.isEmpty else { return waiting.removeFirst().resume() }
    places += 1
  }
}
