import AuthorityModel
import Storage
import StorageContract
import Testing

@testable import PostgreSQLStorage

/// Two processes, as far as signals are concerned, at one database.
@Suite struct PostgreSQLJobSignalsTests {
  /// Long enough for any machine; nobody waits for it where signals arrive.
  private static let limit = Duration.seconds(20)

  /// - Parameter body: Gets the signals of both, once both listen.
  private func withSignals(
    _ body: (_ here: PostgreSQLJobSignals, _ there: PostgreSQLJobSignals, PostgreSQLStores)
      async throws -> Void
  ) async throws {
    try await TestDatabases.withStores { stores in
      let pair = (0..<2).map { _ in
        PostgreSQLJobSignals(
          InProcessJobSignals(), over: stores.database, orders: stores.orders)
      }
      try await withThrowingTaskGroup { group in
        for signals in pair { group.addTask { await signals.run() } }
        // Who begins to listen is told to look; that is the first thing to be seen.
        for signals in pair { await signals.nextJob(within: Self.limit) }
        try await body(pair[0], pair[1], stores)
        group.cancelAll()
      }
    }
  }

  @Test func `a job that is queued here is looked for there`() async throws {
    try await withSignals { here, there, _ in
      let start = ContinuousClock.now
      async let woken: Void = there.nextJob(within: Self.limit)
      here.jobQueued(
        Samples.id(), of: Samples.id(),
        at: QueuePosition(number: 1, queueClass: .normal, place: 1))
      await woken
      #expect(ContinuousClock.now - start < Self.limit)
    }
  }

  @Test func `who waits here for an order is woken by its end there, however it ends`()
    async throws
  {
    try await withSignals { here, there, stores in
      let failure = Failure(.serverInternal, "The key is gone.")
      let failed = Samples.order(of: Samples.id(), authorizations: [], state: .invalid(failure))
      try await stores.orders.insert(failed, with: [])
      let issued: OrderID = Samples.id()
      let outcomes: [(OrderID, Order.Outcome)] = [
        (issued, .issued(Samples.serial())), (failed.id, .failed(failure)),
      ]
      for (order, outcome) in outcomes {
        here.expectEnd(of: order)
        there.ended(order, as: outcome)
        #expect(await here.outcome(of: order, within: Self.limit) == outcome)
      }
    }
  }

  @Test func `who lost his connection looks again as soon as he has another`() async throws {
    try await withSignals { here, _, stores in
      let start = ContinuousClock.now
      async let woken: Void = here.nextJob(within: Self.limit)
      try await stores.database.write(
        Write(
          .once(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """), []
        ) { _ in })
      await woken
      #expect(ContinuousClock.now - start < Self.limit)
    }
  }
}
