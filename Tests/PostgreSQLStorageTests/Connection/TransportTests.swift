import AuthorityModel
import Foundation
import StorageContract
import Testing

@testable import PostgreSQLStorage

/// Over TCP, with TLS and a password.
@Suite(.serialized) struct TransportTests {
  private let server: PostgreSQLServer

  init() throws {
    server = try PostgreSQLServer(
      settings: [
        "fsync = off", "listen_addresses = '127.0.0.1'", "ssl = on",
        "password_encryption = 'scram-sha-256'",
      ], port: .random(in: 20_000..<30_000),
      preparing: """
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
          -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 \
          -keyout server.key -out server.crt 2> /dev/null && chmod 0600 server.key \
        && echo "local all all trust" > pg_hba.conf \
        && echo "hostssl all all 127.0.0.1/32 scram-sha-256" >> pg_hba.conf \
        && cp server.crt .. && chmod 0711 .. && chmod 0644 ../server.crt
        """)
    try server.psql("CREATE ROLE ca LOGIN PASSWORD 's3cret'")
    try server.psql("CREATE DATABASE ca OWNER ca")
  }

  private func target(_ parameters: String, password: String? = "s3cret") throws
    -> ConnectionTarget
  {
    try ConnectionTarget(
      url: "postgresql://ca@127.0.0.1:\(server.port)/ca?\(parameters)", password: password)
  }

  private var verification: String {
    "sslmode=verify-full&sslrootcert=\(server.directory)/server.crt"
  }

  @Test func `tables are made and certificates kept over TLS, with SCRAM`() async throws {
    let database = PostgreSQLDatabase(try target(verification))
    try await database.open()
    let account = try await PostgreSQLStores(database).accounts.insert(Samples.account()).account
    #expect(try await PostgreSQLStores(database).accounts.account(account.id) == account)
    let transport = try server.psql(
      "SELECT DISTINCT version FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) "
        + "WHERE usename = 'ca'")
    #expect(transport == "TLSv1.3")
    await database.close()
  }

  @Test func `more than any buffer holds goes there and back over TLS`() async throws {
    let lane = DatabaseLane(
      to: try target(verification), .reading, label: "test", settings: LaneSettings())
    let bytes = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try await withThrowingDiscardingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          let command = Command(.once("SELECT $1::bytea"), [.bytes(bytes)])
          let same = try await lane.run([command], within: .seconds(20)) {
            try $0.first(of: "bytes") { try $0.bytes() == bytes }
          }
          #expect(same == true)
        }
      }
    }
    await lane.close()
  }

  @Test(arguments: [
    ("sslmode=require", "wrong", "password authentication failed"),
    ("sslmode=require", nil, "no password supplied"),
    ("sslmode=disable", "s3cret", "no pg_hba.conf entry"),
    ("sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt", "s3cret", "certificate"),
  ])
  func `who may not in is told why, without his password`(
    parameters: String, password: String?, reason: String
  ) async throws {
    var options = PostgreSQLDatabase.Options()
    options.patience = .seconds(1)
    let database = PostgreSQLDatabase(
      try target(parameters, password: password), options: options)
    do throws(PostgreSQLOpeningError) {
      try await database.open()
      Issue.record("it was let in")
    } catch {
      #expect(error.description.hasPrefix("Can't use the database ca at 127.0.0.1 as ca: "))
      #expect(error.description.contains(reason), "\(error)")
      #expect(!error.description.contains(password ?? "s3cret"), "\(error)")
    }
    await database.close()
  }
}
