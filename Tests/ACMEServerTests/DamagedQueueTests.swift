import AuthorityModel
import Crypto
import GRDB
import SQLiteStorage
import Storage
import Testing

@Suite("Law 3: a damaged row of the queue", .timeLimit(.minutes(1)))
struct DamagedQueueTests {
  private func accept(_ count: Int, in stores: SQLiteStores) async throws -> [OrderID] {
    let account: AccountID = TestAuthority.id()
    var orders: [OrderID] = []
    for _ in 0..<count {
      let order = Order(
        id: TestAuthority.id(), account: account, identifiers: [.dns("a.example")],
        authorizations: [], profile: "default", createdAt: TestAuthority.now,
        expiresAt: TestAuthority.now + .seconds(3600))
      try await stores.orders.insert(order, with: [])
      let request = CertificateRequest(
        subjectPublicKeyInfo: Array(P256.Signing.PrivateKey().publicKey.derRepresentation),
        names: ["a.example"], profile: "default")
      _ = try await stores.orders.accept(
        order, request: request, as: .normal, at: TestAuthority.now)
      orders.append(order.id)
    }
    return orders
  }

  @Test(
    "ends its own order with a problem, and the issuer goes on with the others",
    arguments: ["account", "order_id"])
  func goesOn(column: String) async throws {
    let line = TestLine()
    let authority = try await TestAuthority(line: line)
    let orders = try await accept(5, in: authority.stores)
    try await authority.stores.database.writer.write { database in
      try database.execute(
        sql: "UPDATE jobs SET \(column) = zeroblob(number) WHERE number IN (1, 4)")
    }
    // A start isn't kept from it either.
    try await line.forecaster.takeOver(authority.stores.jobs)
    #expect(line.forecaster.jobCount == 3)
    for order in orders { line.forecaster.expectEnd(of: order) }
    let outcomes = try await authority.serve { _ in
      var outcomes: [Order.Outcome?] = []
      for order in orders {
        outcomes.append(await line.forecaster.outcome(of: order, within: .seconds(20)))
      }
      return outcomes
    }
    for (index, outcome) in outcomes.enumerated() {
      switch outcome {
      case .issued?: #expect(index != 0 && index != 3)
      case .failed(let failure)?:
        #expect(index == 0 || index == 3)
        #expect(failure == .unreadableJob)
      case nil: Issue.record("order \(index + 1) did not end")
      }
    }
    #expect(try await authority.stores.jobs.setAsideJobs(limit: 9).count == 2)
    #expect(try await authority.stores.jobs.backlog().jobCount == 0)
  }
}
