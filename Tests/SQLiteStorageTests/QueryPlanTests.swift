import AuthorityModel
import Foundation
import GRDB
import Testing

@testable import SQLiteStorage

/// That statements of the hot path find their rows by an index, however long the tables are.
@Suite struct QueryPlanTests {
  @Test(
    arguments: [Authorization.liveQuery, SQLiteProvenControl.query])
  func `live authorizations are found by their index, in its order`(query: String) async throws {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    let plan = try await stores.database.readSnapshot { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN \(query)",
        arguments: [Samples.bytes, "dns:a.test", false, 0]
      ).map { $0["detail"] as String }
    }
    // No second line: neither a scan nor a sort.
    #expect(
      plan == [
        "SEARCH authorizations USING INDEX authorizations_live "
          + "(account=? AND identifier=? AND is_wildcard=? AND expires_at>?)"
      ])
    try await stores.database.close()
  }

  @Test func `a claim reads each class in its order, and sorts nothing`() async throws {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    let plan = try await stores.database.readSnapshot { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN \(SQLiteJobStore.claimSQL)",
        arguments: [Samples.bytes, 0, 0, 1, 1, 1, false]
      ).map { $0["detail"] as String }
    }
    #expect(
      plan.count { $0 == "SEARCH jobs USING INDEX jobs_in_order (class=?)" } == 3)
    #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN jobs") })
    try await stores.database.close()
  }

  @Test func `orders that replace a certificate are found by their index`() async throws {
    let file = try TemporaryDatabase()
    let stores = try file.open()
    let plan = try await stores.database.readSnapshot { database in
      try Row.fetchAll(
        database, sql: "EXPLAIN QUERY PLAN \(Order.rivalsSQL)", arguments: [Samples.bytes, 0]
      ).map { $0["detail"] as String }
    }
    #expect(plan == ["SEARCH orders USING INDEX orders_by_replaced (replaces=?)"])
    try await stores.database.close()
  }

  private enum Samples {
    static let bytes = Data(repeating: 1, count: 16)
  }
}
