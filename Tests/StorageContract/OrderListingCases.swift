internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let orderListingCases = [
    ContractCase("an account's orders are listed newest first, page by page, each once") { stores in
      let account: AccountID = Samples.id()
      let orders = try await stores.insertedOrders(7, of: account)
      _ = try await stores.insertedOrders(3, of: Samples.id())
      var listed: [Order] = []
      var cursor: OrderID?
      repeat {
        let page = try await stores.orders.orders(of: account, before: cursor, limit: 3)
        #expect(page.count <= 3)
        listed += page.map(\.order)
        cursor = page.last?.order.id
      } while cursor != nil && listed.count < 20
      #expect(listed == orders.reversed())
    },
    ContractCase("orders are listed with their authorizations") { stores in
      let account: AccountID = Samples.id()
      let authorizations = ["b.test", "a.test"].map { Samples.authorization($0, of: account) }
      let order = Samples.order(of: account, authorizations: authorizations)
      try await stores.orders.insert(order, with: authorizations)
      let page = try await stores.orders.orders(of: account, before: nil, limit: 10)
      #expect(page.map(\.order) == [order])
      #expect(page.map(\.authorizations) == [authorizations])
    },
    ContractCase("an account without orders has an empty list") { stores in
      _ = try await stores.insertedOrders(1, of: Samples.id())
      let page = try await stores.orders.orders(of: Samples.id(), before: nil, limit: 10)
      #expect(page.isEmpty)
    },
    ContractCase("orders placed while a client leafs through do not shift its pages") { stores in
      let account: AccountID = Samples.id()
      let orders = try await stores.insertedOrders(4, of: account)
      let first = try await stores.orders.orders(of: account, before: nil, limit: 2)
      _ = try await stores.insertedOrders(2, of: account, after: .seconds(60))
      let second = try await stores.orders.orders(
        of: account, before: first.last?.order.id, limit: 2)
      #expect((first + second).map(\.order) == orders.reversed())
    },
  ]
}

extension StoresUnderTest {
  /// Orders, a millisecond apart.
  fileprivate func insertedOrders(
    _ count: Int, of account: AccountID, after delay: Duration = .zero
  ) async throws -> [Order] {
    var inserted: [Order] = []
    for number in 0..<count {
      var generator = SampleRandomness()
      let time = Samples.now + delay + .milliseconds(number)
      let order = Order(
        id: OrderID(at: time, using: &generator), account: account, identifiers: [],
        authorizations: [], profile: "default", createdAt: time, expiresAt: time + .seconds(3600))
      try await orders.insert(order, with: [])
      inserted.append(order)
    }
    return inserted
  }
}
