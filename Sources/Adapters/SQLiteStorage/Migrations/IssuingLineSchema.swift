internal import GRDB

/// What is reserved for a job stands in its row; authorizations count their changes.
///
/// A reservation in a row of its own was three statements and a scattered page for each certificate.
/// One that outlives its job goes to `certificates`, as ever: what may have been signed isn't forgotten.
enum IssuingLineSchema {
  static let name = "0007 issuing line"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE jobs ADD COLUMN issuer TEXT;
        ALTER TABLE jobs ADD COLUMN tbs BLOB;
        ALTER TABLE jobs ADD COLUMN not_before INTEGER;
        ALTER TABLE jobs ADD COLUMN not_after INTEGER;
        ALTER TABLE jobs ADD COLUMN key_fingerprint BLOB;
        UPDATE jobs SET (issuer, tbs, not_before, not_after, key_fingerprint) =
          (SELECT issuer, tbs, not_before, not_after, key_fingerprint FROM certificates
           WHERE certificates.serial = jobs.serial AND der IS NULL)
        WHERE serial IS NOT NULL;
        DELETE FROM certificates WHERE der IS NULL AND serial IN
          (SELECT serial FROM jobs WHERE serial IS NOT NULL);
        CREATE UNIQUE INDEX jobs_by_serial ON jobs (serial) WHERE serial IS NOT NULL;

        ALTER TABLE authorizations ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
        """)
  }
}
