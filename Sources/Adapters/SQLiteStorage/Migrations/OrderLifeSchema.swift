internal import GRDB

/// Wildcards, evidence and the asked-for validity.
enum OrderLifeSchema {
  static let name = "0003 order life"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE authorizations ADD COLUMN is_wildcard INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE authorizations ADD COLUMN evidence TEXT;
        ALTER TABLE orders ADD COLUMN requested_not_before INTEGER;
        ALTER TABLE orders ADD COLUMN requested_not_after INTEGER;
        ALTER TABLE jobs ADD COLUMN requested_not_before INTEGER;
        ALTER TABLE jobs ADD COLUMN requested_not_after INTEGER;
        """)
  }
}
