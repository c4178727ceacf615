import Storage
import Testing

@testable import PostgreSQLStorage

@Suite(.serialized) struct MigrationTests {
  private let server: PostgreSQLServer

  init() throws {
    server = try PostgreSQLServer()
    try server.psql("CREATE DATABASE ca")
  }

  private func database() throws -> PostgreSQLDatabase {
    PostgreSQLDatabase(try ConnectionTarget(url: server.url(of: "ca")))
  }

  @Test func `of many processes that start at one time one makes the tables`() async throws {
    let databases = try (0..<6).map { _ in try database() }
    try await withThrowingDiscardingTaskGroup { group in
      for database in databases { group.addTask { try await database.open() } }
    }
    for database in databases { await database.close() }
    let versions = try server.psql("SELECT count(*), max(number) FROM schema_versions", in: "ca")
    #expect(versions == "1|\(SchemaMigration.newest)")
    let partitions = try server.psql(
      "SELECT count(*) FROM pg_inherits WHERE inhparent = 'certificates_timed'::regclass", in: "ca")
    #expect(partitions == "5")
  }

  @Test func `a process lives with newer tables until they say that it can't`() async throws {
    let first = try database()
    try await first.open()
    await first.close()
    try server.psql(
      "INSERT INTO schema_versions VALUES (99, 'more columns', \(SchemaMigration.newest))", in: "ca"
    )
    let second = try database()
    try await second.open()
    await second.close()
    try server.psql("INSERT INTO schema_versions VALUES (100, 'fewer columns', 100)", in: "ca")
    let third = try database()
    do throws(PostgreSQLOpeningError) {
      try await third.open()
      Issue.record("it was opened")
    } catch {
      #expect(error.description.contains("a newer version of Chancery has changed its tables"))
    }
    await third.close()
  }

  @Test func `who may not migrate says that somebody must`() async throws {
    let database = try database()
    do throws(PostgreSQLOpeningError) {
      try await database.open(migrating: false)
      Issue.record("it was opened")
    } catch {
      #expect(error.description.contains("Run `chancery store migrate` first"))
    }
    await database.close()
  }
}
