import AuthorityModel
import StorageContract
import Testing

@testable import PostgreSQLStorage

/// That no statement on the way of a certificate reads a growing table from end to end.
@Suite struct QueryPlanTests {
  /// Each statement, and the types of its arguments.
  private static let statements: [Statement] = [
    PostgreSQLAccountStore.insertion, PostgreSQLAccountStore.byID, PostgreSQLAccountStore.byKey,
    PostgreSQLAccountStore.change, PostgreSQLAccountStore.replacement,
    PostgreSQLAccountStore.written, PostgreSQLAccountStore.bulk, PostgreSQLOrderStore.insertion,
    PostgreSQLOrderStore.replacingInsertion,
    PostgreSQLOrderStore.inserted, PostgreSQLOrderStore.byID, PostgreSQLOrderStore.live,
    PostgreSQLOrderStore.listing, PostgreSQLOrderStore.acceptance, PostgreSQLOrderStore.accepted,
    PostgreSQLAuthorizationStore.byID, PostgreSQLAuthorizationStore.replacement,
    PostgreSQLAuthorizationStore.replaced, PostgreSQLAuthorizationStore.inValidation,
    PostgreSQLProvenControl.missing, PostgreSQLJobStore.claiming, PostgreSQLJobStore.reservation,
    PostgreSQLJobStore.reserved, PostgreSQLJobStore.storing, PostgreSQLJobStore.stored,
    PostgreSQLJobStore.holding, PostgreSQLJobStore.failing, PostgreSQLJobStore.failed,
    PostgreSQLJobStore.settingAside, PostgreSQLJobStore.wasSetAside,
    PostgreSQLJobStore.releasing, PostgreSQLJobStore.released,
    PostgreSQLCertificateStore.bySerial, PostgreSQLCertificateStore.standing,
    PostgreSQLRevocationStore.bySerial,
    PostgreSQLRevocationStore.revoking, PostgreSQLRevocationStore.blocking,
    PostgreSQLRevocationStore.blocked, PostgreSQLRevocationStore.counting,
    PostgreSQLBlockedKeyStore.byFingerprint, PostgreSQLBlockedKeyStore.unblocking,
    PostgreSQLBlockedKeyStore.unblocked, PostgreSQLBlockedKeyStore.page,
  ]

  @Test func `no statement scans a table that grows, nor a partition that was empty once`()
    async throws
  {
    try await TestDatabases.withStores { stores in
      let lane = stores.database.writers[0]
      for sql in Self.filling { try await lane.run(sql) }
      for statement in Self.statements {
        let plan = try await lane.plan(of: statement)
        let scans = plan.filter { $0.contains("Seq Scan on") }
        #expect(scans.isEmpty, "\(statement.name):\n\(plan.joined(separator: "\n"))")
      }
    }
  }

  /// Enough rows of each, so that the planner has reason to look for an index.
  private static let filling = [
    """
    INSERT INTO accounts SELECT gen_random_uuid(), sha256(n::text::bytea), 'key', '[]', true, NULL,
      n, 'valid', false FROM generate_series(1, 5000) AS n
    """,
    """
    INSERT INTO orders (id, account, identifiers, authorizations, profile, created_at, expires_at,
      state) SELECT chancery_first_id(now() + n * interval '10 minutes'), gen_random_uuid(),
      'dns:a.test', ARRAY[gen_random_uuid()], 'default', n, n, 'valid'
      FROM generate_series(1, 20000) AS n
    """,
    """
    INSERT INTO authorizations SELECT chancery_first_id(now() + n * interval '10 minutes'),
      gen_random_uuid(), 'dns:a.test', false, 'valid', n, '[]', NULL, false
      FROM generate_series(1, 20000) AS n
    """,
    """
    INSERT INTO certificates SELECT chancery_first_serial(now() + n * interval '10 minutes'), 'r1',
      gen_random_uuid(), gen_random_uuid(), n, n, sha256(n::text::bytea), NULL, 'der'
      FROM generate_series(1, 20000) AS n
    """,
    """
    INSERT INTO revocations SELECT serial, issuer, not_after, 1, 0, 'administrator', NULL, 1,
      gen_random_uuid() FROM certificates LIMIT 10000
    """,
    """
    INSERT INTO blocked_keys SELECT sha256(n::text::bytea), 'list', n, NULL, NULL, gen_random_uuid()
      FROM generate_series(1, 10000) AS n
    """,
    """
    INSERT INTO unblockings SELECT gen_random_uuid(), sha256(n::text::bytea)
      FROM generate_series(1, 10000) AS n
    """,
    """
    INSERT INTO jobs (number, class, place, pace, order_id, account, subject_public_key_info,
      names, profile, accepted_at) SELECT n, n % 3, n, n, gen_random_uuid(), gen_random_uuid(),
      'key', 'a.test', 'default', n FROM generate_series(1, 20000) AS n
    """,
    """
    INSERT INTO set_aside_jobs SELECT order_id, account, number, class, place, 1, 1, 1, 'no',
      gen_random_uuid() FROM jobs
    """,
    "ANALYZE",
  ]
}

extension DatabaseLane {
  fileprivate nonisolated func run(_ sql: String) async throws {
    try await run([Command(.once(sql))], within: .seconds(30)) { _ in }
  }

  /// The plan that serves for any arguments, which is what lanes use.
  fileprivate nonisolated func plan(of statement: Statement) async throws -> [String] {
    try await run("PREPARE looked_at AS \(statement.sql)")
    let count = (1...40).last { statement.sql.contains("$\($0)") } ?? 0
    let arguments = Array(repeating: "NULL", count: count).joined(separator: ", ")
    let call = count == 0 ? "" : "(\(arguments))"
    let plan = try await run(
      [Command(.once("EXPLAIN (COSTS OFF) EXECUTE looked_at\(call)"))], within: .seconds(30)
    ) { try $0.map(of: "plan") { try $0.text() } }
    try await run("DEALLOCATE looked_at")
    return plan
  }
}
