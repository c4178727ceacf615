import GRDB

@testable import SQLiteStorage

/// All rows of all tables, to see that nothing was stored, changed or deleted.
struct DatabaseContents: Sendable, Equatable {
  let rows: [String: [String]]

  init(of stores: SQLiteStores) async throws {
    rows = try await stores.database.readSnapshot { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      return try tables.reduce(into: [:]) { rows, table in
        rows[table] = try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map(
          \.debugDescription)
      }
    }
  }

  func rowCount(of table: String) -> Int { rows[table]?.count ?? 0 }
}
