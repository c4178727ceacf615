internal import GRDB

/// What an order says of the certificate that it replaces; only such orders are in the index.
enum RenewalsSchema {
  static let name = "0009 renewals"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE orders ADD COLUMN replaces_issuer_key BLOB;
        ALTER TABLE orders ADD COLUMN urgent_from INTEGER;
        CREATE INDEX orders_by_replaced ON orders (replaces) WHERE replaces IS NOT NULL;
        """)
  }
}
