internal import GRDB

/// When the CAA checks behind a job were made.
enum CAAChecksSchema {
  static let name = "0005 CAA checks"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE jobs ADD COLUMN caa_checked_at INTEGER;
        -- Accepted before there were checks: none counts, so one is made before the signature.
        UPDATE jobs SET caa_checked_at = 0;
        """)
  }
}
