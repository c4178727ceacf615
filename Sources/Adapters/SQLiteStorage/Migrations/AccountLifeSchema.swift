internal import GRDB

/// Agreed terms, listings of orders.
///
/// An account's row says what it agreed to last, as every new order asks for that; `agreements` says
/// when it agreed to what, for auditors.
enum AccountLifeSchema {
  static let name = "0002 account life"

  static func create(in database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE accounts ADD COLUMN agreed_terms TEXT;

        CREATE TABLE agreements (
          account BLOB NOT NULL,
          terms TEXT NOT NULL,
          agreed_at INTEGER NOT NULL,
          PRIMARY KEY (account, terms)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX orders_of_account ON orders (account, id);
        """)
  }
}
