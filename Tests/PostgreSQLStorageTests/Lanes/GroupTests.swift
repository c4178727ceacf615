import AuthorityModel
import Storage
import StorageContract
import Testing

@testable import PostgreSQLStorage

@Suite struct GroupTests {
  @Test func `one bad statement among many fails alone, and nobody else is told`() async throws {
    try await TestDatabases.withStores { stores in
      let order = Samples.order(of: Samples.id(), authorizations: [])
      try await stores.orders.insert(order, with: [])
      // A lane that isn't open yet: what comes meanwhile is one group.
      let lane = DatabaseLane(
        to: stores.database.target, .writing, label: "test", settings: LaneSettings())
      let results = await withTaskGroup { group in
        for number in 0..<20 {
          group.addTask { () -> Result<Int64?, QueryError> in
            do throws(QueryError) {
              // The seventh divides by zero.
              let rows = try await lane.run(
                [
                  Command(
                    .once("SELECT (1 / ($1::bigint - 7))::bigint"), [.integer(number)])
                ], within: .seconds(5)
              ) { try $0.first(of: "numbers") { try $0.integer() } }
              return .success(rows)
            } catch {
              return .failure(error)
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let failures = results.compactMap { result -> QueryError? in
        if case .failure(let error) = result { error } else { nil }
      }
      #expect(failures.map(\.kind) == [.server(SQLState(rawValue: "22012"))])
      #expect(await lane.statistics.repeatedGroups == 1)
      #expect(await lane.statistics.submissions == 19)
      await lane.close()
    }
  }

  @Test func `a group is one transaction: who fails alone leaves nothing of his own`() async throws
  {
    try await TestDatabases.withStores { stores in
      let order = Samples.order(of: Samples.id(), authorizations: [])
      try await stores.orders.insert(order, with: [])
      let orphan = Samples.authorization("a.test", of: order.account)
      await withDiscardingTaskGroup { group in
        for _ in 0..<10 {
          group.addTask {
            await #expect(throws: StorageError.self) {
              try await stores.orders.insert(order, with: [orphan])
            }
          }
          group.addTask {
            let other = Samples.order(of: Samples.id(), authorizations: [])
            await #expect(throws: Never.self) { try await stores.orders.insert(other, with: []) }
          }
        }
      }
      #expect(try await stores.authorizations.authorization(orphan.id) == nil)
    }
  }

  @Test func `who waits for a connection in vain is told so at his deadline, with the reason`()
    async throws
  {
    let target = try ConnectionTarget(url: "postgresql:///ca?host=/nonexistent")
    let lane = DatabaseLane(to: target, .writing, label: "test", settings: LaneSettings())
    do throws(QueryError) {
      try await lane.run([Command(.once("SELECT 1"))], within: .milliseconds(300)) { _ in }
      Issue.record("there is no such server")
    } catch {
      #expect(error.kind == .notSent)
      #expect(error.reason.contains("there is no connection to ca at /nonexistent"), "\(error)")
      #expect(error.reason.contains("No such file or directory"), "\(error)")
    }
    await lane.close()
  }

  @Test func `a statement that takes too long is rolled back, and its connection serves on`()
    async throws
  {
    try await TestDatabases.withStores { stores in
      var settings = LaneSettings()
      settings.statementTimeout = .milliseconds(200)
      let lane = DatabaseLane(
        to: stores.database.target, .reading, label: "test", settings: settings)
      let slow = [Command(.once("SELECT pg_sleep(60)"))]
      await #expect(throws: QueryError.self) {
        try await lane.run(slow, within: .seconds(5)) { _ in }
      }
      let one = try await lane.run([Command(.once("SELECT 1::bigint"))], within: .seconds(5)) {
        try $0.first(of: "numbers") { try $0.integer() }
      }
      #expect(one == 1)
      #expect(await lane.statistics.connections == 1)
      await lane.close()
    }
  }

  @Test func `values of all types come back as they were`() async throws {
    try await TestDatabases.withStores { stores in
      let lane = stores.database.readers[0]
      let statement = Statement.once(
        """
        SELECT $1::bytea, $2::bigint, $3::boolean, $4::text, $5::text IS NULL,
          ($6::text[])[2], ($7::bigint[])[2], ($8::boolean[])[1], ($9::bytea[])[1], ($6::text[])[3],
          cardinality($10::text[])::bigint
        """)
      let arguments: [Argument] = [
        .bytes([0, 255, 10]), .integer(Int64.min), .boolean(true), .text("ä\n'\""), .null,
        .texts(["a", "b", nil]), .integers([1, -2]), .booleans([true]), .byteArrays([[0]]),
        .texts([]),
      ]
      let values = try await lane.run([Command(statement, arguments)], within: .seconds(5)) {
        try $0.first(of: "values") { columns in
          [
            "\(try columns.bytes())", "\(try columns.integer())", "\(try columns.boolean())",
            try columns.text(), "\(try columns.boolean())", try columns.text(),
            "\(try columns.integer())", "\(try columns.boolean())", "\(try columns.bytes())",
            try columns.optionalText() ?? "NULL", "\(try columns.integer())",
          ]
        }
      }
      #expect(
        values == [
          "[0, 255, 10]", "\(Int64.min)", "true", "ä\n'\"", "true", "b", "-2", "true", "[0]",
          "NULL", "0",
        ])
    }
  }
}
