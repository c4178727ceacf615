extension PostgreSQLDatabase {
  /// Connects, and brings the tables up to date or finds that this version can't live with them.
  ///
  /// - Parameter migrates: Off, where another process does that, or another role may.
  package func open(migrating migrates: Bool = true) async throws(PostgreSQLOpeningError) {
    for lane in writers + readers { lane.open() }
    let migrator = SchemaMigrator(lane: writers[0], patience: patience)
    do throws(QueryError) {
      let standing = try await migrator.standing()
      guard standing.oldestProcess <= SchemaMigration.newest else {
        throw QueryError(.server(.chanceryCorrupt), Self.newerSchema)
      }
      if migrates { return try await migrator.migrate() }
      guard standing.newest ?? 0 >= SchemaMigration.newest else {
        throw QueryError(.server(.chanceryCorrupt), Self.olderSchema)
      }
    } catch {
      throw PostgreSQLOpeningError(target: target.description, cause: error.reason)
    }
  }

  private static let newerSchema =
    "a newer version of Chancery has changed its tables, and has ended the time in which this one "
    + "could use them. Run that version here too"
  private static let olderSchema =
    "its tables are older than this version of Chancery. Run `chancery store migrate` first"
}

/// Why a database could not be opened.
package struct PostgreSQLOpeningError: Error, Sendable, CustomStringConvertible {
  /// Without its password.
  package let target: String
  package let cause: String

  package var description: String { "Can't use the database \(target): \(cause)." }
}
