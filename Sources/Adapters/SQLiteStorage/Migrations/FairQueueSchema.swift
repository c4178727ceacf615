internal import GRDB

/// Classes and places in the queue, tries that don't count, jobs that were set aside, bulk accounts,
/// and which certificate an order replaces.
enum FairQueueSchema {
  static let name = "0006 fair queue"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE jobs ADD COLUMN class INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE jobs ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE jobs ADD COLUMN pace INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE jobs ADD COLUMN excused_attempts INTEGER NOT NULL DEFAULT 0;
        -- What was accepted before there were places stands where it came, and every attempt at it
        -- is excused: nobody counted why they ended.
        UPDATE jobs SET place = number, pace = number, excused_attempts = attempts;
        CREATE INDEX jobs_in_order ON jobs (class, place, number);
        CREATE INDEX jobs_of_account ON jobs (account, class, pace);

        CREATE TABLE set_aside_jobs (
          order_id BLOB NOT NULL PRIMARY KEY,
          account BLOB NOT NULL,
          number INTEGER NOT NULL,
          class INTEGER NOT NULL,
          place INTEGER NOT NULL,
          accepted_at INTEGER NOT NULL,
          set_aside_at INTEGER NOT NULL,
          tries INTEGER NOT NULL,
          reason TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX set_aside_jobs_by_time ON set_aside_jobs (set_aside_at);

        ALTER TABLE accounts ADD COLUMN is_bulk INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE orders ADD COLUMN replaces BLOB;
        """)
  }
}
