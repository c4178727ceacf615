internal import GRDB

/// Wildcards, evidence, the asked-for validity, and the index by which authorizations serve again.
enum OrderLifeSchema {
  static let name = "0003 order life"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE authorizations ADD COLUMN is_wildcard INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE authorizations ADD COLUMN evidence TEXT;
        CREATE INDEX authorizations_live
          ON authorizations (account, identifier, is_wildcard, expires_at)
          WHERE state IN ('pending', 'valid') AND is_in_validation = 0;
        ALTER TABLE orders ADD COLUMN requested_not_before INTEGER;
        ALTER TABLE orders ADD COLUMN requested_not_after INTEGER;
        ALTER TABLE jobs ADD COLUMN requested_not_before INTEGER;
        ALTER TABLE jobs ADD COLUMN requested_not_after INTEGER;
        """)
  }
}
