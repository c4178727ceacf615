import AuthorityModel
import Conformance
import Registration
import SQLiteStorage
import Testing

@Suite("The list of an account's orders (RFC 8555 §7.1.2.1)")
struct OrderListTests {
  @Test("Pages hold every order once, newest first, and the last has no successor")
  func pages() async throws {
    let registry = try await TestRegistry()
    var placed: [OrderID] = []
    for _ in 0..<(OrderList.pageSize * 2 + 1) {
      placed.append(
        try await registry.orders.open([("dns", "www.example.org")], for: registry.account).order.id
      )
      registry.advance(by: .milliseconds(1))
    }
    var listed: [OrderID] = []
    var counts: [Int] = []
    var cursor: OrderID?
    repeat {
      let page = try await registry.orderList.page(of: registry.account, after: cursor)
      listed += page.orders
      counts.append(page.orders.count)
      cursor = page.cursor
    } while cursor != nil
    #expect(listed == placed.reversed())
    #expect(counts == [OrderList.pageSize, OrderList.pageSize, 1])
  }

  @Test("Another account's orders are not in it")
  func ownOrders() async throws {
    let registry = try await TestRegistry()
    _ = try await registry.readyOrder()
    let other = TestRegistry.account(thumbprint: 2)
    _ = try await registry.stores.accounts.insert(other)
    let page = try await registry.orderList.page(of: other, after: nil)
    #expect(page.orders.isEmpty)
    #expect(page.cursor == nil)
  }

  @Test(
    "Orders that failed, whose names could not be proved, or that have expired are left out",
    .holds("8555/7.1.2.1/invalid-unlisted"))
  func invalidOrders() async throws {
    let registry = try await TestRegistry()
    let expired = try await registry.orders.open(
      [("dns", "old.example.org")], for: registry.account)
    registry.advance(by: TestRegistry.orderLifetime)
    let refused = try await registry.orders.open([("dns", "no.example.org")], for: registry.account)
    try await registry.conclude(
      refused.authorizations[0], as: .invalid(Failure(.dns, "It has no address.")))
    let failed = try await registry.readyOrder(for: ["failed.example.org"])
    _ = try await registry.orders.finalize(
      failed.id, of: registry.account, csr: TestRegistry.csr(for: ["failed.example.org"]))
    try await registry.endJob(with: Failure(.serverInternal, "The key is gone."))
    let valid = try await registry.readyOrder()
    _ = try await registry.orders.finalize(valid.id, of: registry.account, csr: TestRegistry.csr())
    try await registry.endJob()
    let pending = try await registry.orders.open(
      [("dns", "new.example.org")], for: registry.account)

    let page = try await registry.orderList.page(of: registry.account, after: nil)
    #expect(Set(page.orders) == [valid.id, pending.order.id])
    #expect(!page.orders.contains(expired.order.id))
  }
}
