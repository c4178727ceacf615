import AuthorityModel
import GRDB
import StorageContract
import Testing

@testable import SQLiteStorage

@Suite("Listing an account's orders")
struct OrderListingTests {
  @Test("reads one stretch of an index, and sorts nothing, however many orders there are")
  func plan() async throws {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    let account: AccountID = Samples.id()
    let steps = try await stores.database.read { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN \(SQLiteOrderStore.listingSQL)",
        arguments: [account.blob, SQLiteOrderStore.end, 50]
      ).map { row in row["detail"] as String }
    }
    #expect(steps == ["SEARCH orders USING INDEX orders_of_account (account=? AND id<?)"])
    try await stores.database.close()
  }
}
