internal import GRDB

/// Which jobs were lost by whoever held them, and which of those are tried alone.
enum LostJobsSchema {
  static let name = "0008 lost jobs"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE jobs ADD COLUMN was_lost INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE jobs ADD COLUMN is_on_trial INTEGER NOT NULL DEFAULT 0;
        """)
  }
}
