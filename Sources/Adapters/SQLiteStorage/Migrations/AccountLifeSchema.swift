internal import GRDB

/// Agreed terms, listings of orders.
enum AccountLifeSchema {
  static let name = "0002 account life"

  static func create(in database: Database) throws {
    try database.execute(sql: "")
  }
}
