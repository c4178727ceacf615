/// Brings the tables up to date, or says why this version can't live with them.
struct SchemaMigrator {
  let lane: DatabaseLane
  /// How long to wait for a connection.
  let patience: Duration

  /// Any number, the same in all processes: one migrates, the others wait and find it done.
  private static let lock: Int64 = 0x6368_616e_6365_7279

  private static let takeLock = Command(
    .once("SELECT pg_advisory_xact_lock($1)"), [.integer(lock)])

  private static let versionsTable = """
    CREATE TABLE IF NOT EXISTS schema_versions (
      number bigint PRIMARY KEY,
      name text NOT NULL,
      oldest_process bigint NOT NULL,
      migrated_at timestamptz NOT NULL DEFAULT now()
    )
    """

  /// What a database says of its tables.
  struct Standing: Sendable, Hashable {
    /// Nil where there are none of Chancery's.
    var newest: Int64?
    var oldestProcess: Int64 = 0
  }

  func standing() async throws(QueryError) -> Standing {
    let isThere = try await lane.run(
      [Command(.once("SELECT to_regclass('schema_versions') IS NOT NULL"))],
      within: patience
    ) { rows in try rows.first(of: "schema_versions") { try $0.boolean() } }
    guard isThere == true else { return Standing() }
    let standing = try await lane.run(
      [Command(.once("SELECT max(number), max(oldest_process) FROM schema_versions"))],
      within: patience
    ) { rows in
      try rows.first(of: "schema_versions") { columns in
        Standing(
          newest: try columns.optionalInteger(),
          oldestProcess: try columns.optionalInteger() ?? 0)
      }
    }
    return standing ?? Standing()
  }

  /// Runs what is missing, each migration in one transaction.
  func migrate() async throws(QueryError) {
    try await run([Self.takeLock, Command(.once(Self.versionsTable))])
    for migration in SchemaMigration.all {
      let standing = try await standing()
      if let newest = standing.newest, newest >= migration.number { continue }
      do throws(QueryError) {
        try await run(
          [Self.takeLock, Self.record(migration)]
            + migration.statements.map { Command(.once($0)) })
      } catch {
        // Another process was faster: its row was there once it let go of the lock.
        guard error.isConstraint else { throw error }
      }
    }
    try await addPartitions()
  }

  /// Makes the partitions of this month and the three after it.
  func addPartitions() async throws(QueryError) {
    try await run([Self.takeLock, Command(.once("SELECT chancery_add_partitions(4)"))])
  }

  private static func record(_ migration: SchemaMigration) -> Command {
    Command(
      .once("INSERT INTO schema_versions (number, name, oldest_process) VALUES ($1, $2, $3)"),
      [.integer(migration.number), .text(migration.name), .integer(migration.oldestProcess)])
  }

  private func run(_ commands: [Command]) async throws(QueryError) {
    try await lane.run(commands, within: patience) { _ in }
  }
}
