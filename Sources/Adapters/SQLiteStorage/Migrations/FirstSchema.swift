internal import GRDB

/// The tables of the first certificate.
///
/// Ids begin with their time (``ResourceID``), so that tables without rowid grow at their end. A
/// certificate is kept by rowid, since its rows are long and serial numbers random: only the short
/// entries of the index are scattered.
enum FirstSchema {
  static let name = "0001 first schema"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE accounts (
          id BLOB NOT NULL PRIMARY KEY,
          key_thumbprint BLOB NOT NULL UNIQUE,
          key BLOB NOT NULL,
          contacts TEXT NOT NULL,
          has_agreed_to_terms INTEGER NOT NULL,
          created_at INTEGER NOT NULL,
          status TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE orders (
          id BLOB NOT NULL PRIMARY KEY,
          account BLOB NOT NULL,
          identifiers TEXT NOT NULL,
          authorizations BLOB NOT NULL,
          profile TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          expires_at INTEGER NOT NULL,
          state TEXT NOT NULL,
          serial BLOB,
          failure TEXT
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE authorizations (
          id BLOB NOT NULL PRIMARY KEY,
          account BLOB NOT NULL,
          identifier TEXT NOT NULL,
          state TEXT NOT NULL,
          expires_at INTEGER NOT NULL,
          challenges TEXT NOT NULL,
          is_in_validation INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX authorizations_in_validation ON authorizations (id)
          WHERE is_in_validation = 1;

        CREATE TABLE jobs (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          order_id BLOB NOT NULL UNIQUE,
          account BLOB NOT NULL,
          subject_public_key_info BLOB NOT NULL,
          names TEXT NOT NULL,
          profile TEXT NOT NULL,
          accepted_at INTEGER NOT NULL,
          attempts INTEGER NOT NULL DEFAULT 0,
          serial BLOB,
          holder BLOB,
          claimable_at INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE certificates (
          serial BLOB NOT NULL PRIMARY KEY,
          issuer TEXT NOT NULL,
          account BLOB NOT NULL,
          order_id BLOB NOT NULL,
          not_before INTEGER NOT NULL,
          not_after INTEGER NOT NULL,
          tbs BLOB,
          der BLOB,
          CHECK ((tbs IS NULL) <> (der IS NULL))
        ) STRICT;
        """)
  }
}
