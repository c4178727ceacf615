import Testing

@testable import chancery

@Suite("Plan of orders")
struct OrderPlanTests {
  @Test("Fresh names differ in each order, and accounts take turns")
  func fresh() {
    var plan = plan(.fresh(perOrder: 2, suffix: ".x.test"), accounts: 3)
    let orders = (0..<4).map { _ in plan.next() }
    #expect(orders[0].names == ["l0-1.x.test", "l0-1-2.x.test"])
    #expect(Set(orders.flatMap(\.names)).count == 8)
    #expect(orders.map(\.account) == [1, 2, 0, 1])
  }

  @Test("A set of a pool always comes with the same account, which may use its validations again")
  func pool() {
    var plan = plan(.pool(size: 5, perOrder: 1, suffix: ".test"), accounts: 3)
    var accounts: [[String]: Set<Int>] = [:]
    for _ in 0..<50 {
      let order = plan.next()
      accounts[order.names, default: []].insert(order.account)
    }
    #expect(accounts.count == 5)
    #expect(accounts.values.allSatisfy { $0.count == 1 })
  }

  @Test("Given names are those of each order")
  func explicit() {
    var plan = plan(.explicit(["a.test"]), accounts: 1)
    #expect(plan.next().names == ["a.test"])
    #expect(plan.next().names == ["a.test"])
  }

  @Test("Renewals are for what their account got, each certificate once, in about their share")
  func renewals() {
    var plan = plan(.fresh(perOrder: 1, suffix: ".test"), accounts: 4, renewals: 0.25)
    var holders: [String: OrderPlan.Order] = [:]
    var renewed: [String] = []
    for _ in 0..<4000 {
      let order = plan.next()
      if let identifier = order.replaces {
        renewed.append(identifier)
        #expect(holders[identifier]?.account == order.account)
        #expect(holders[identifier]?.names == order.names)
      }
      let identifier = "id-\(order.number)"
      holders[identifier] = order
      plan.remember(order, identifier: identifier)
    }
    #expect(Set(renewed).count == renewed.count)
    #expect((900...1100).contains(renewed.count))
  }

  private func plan(
    _ names: OrderContent.Names, accounts: Int, renewals: Double = 0
  ) -> OrderPlan {
    OrderPlan(
      content: OrderContent(names: names, renewals: renewals), accounts: accounts, run: "l0",
      seed: 1)
  }
}
