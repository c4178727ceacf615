internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let orderCases = [
    ContractCase("an order comes back with its authorizations in its order") { stores in
      let account: AccountID = Samples.id()
      let authorizations = ["c.test", "a.test", "*.b.test"].map {
        Samples.authorization($0, of: account)
      }.shuffled()
      let order = Samples.order(of: account, authorizations: authorizations)
      try await stores.orders.insert(order, with: authorizations)
      let found = try #require(try await stores.orders.order(order.id))
      #expect(found.order == order)
      #expect(found.authorizations == authorizations)
    },
    ContractCase("an order in each state comes back as it was") { stores in
      let states: [Order.State] = [
        .open, .processing, .valid(certificate: Samples.serial()),
        .invalid(Failure(.badCSR, "names \"a\" and b")),
      ]
      for state in states {
        let order = Samples.order(of: Samples.id(), authorizations: [], state: state)
        try await stores.orders.insert(order, with: [])
        #expect(try await stores.orders.order(order.id)?.order == order)
      }
    },
    ContractCase("an order that can't be inserted leaves no authorization") { stores in
      let account: AccountID = Samples.id()
      let order = Samples.order(of: account, authorizations: [])
      try await stores.orders.insert(order, with: [])
      let orphan = Samples.authorization("a.test", of: account)
      await #expect(throws: StorageError.self) {
        try await stores.orders.insert(order, with: [orphan])
      }
      #expect(try await stores.authorizations.authorization(orphan.id) == nil)
    },
    ContractCase("law 3: acceptance stores the state and the job, once") { stores in
      let order = try await stores.acceptedOrder()
      #expect(try await stores.state(of: order) == .processing)
      let positionOfSecond = try await stores.orders.accept(
        order, request: Samples.request, as: .normal, at: Samples.now)
      #expect(positionOfSecond == nil)
      #expect(
        try await stores.jobs.backlog()
          == Backlog(jobCounts: [.normal: 1], oldestAcceptedAt: Samples.now))
    },
    ContractCase("law 3: of many concurrent acceptances one is made") { stores in
      let order = Samples.order(of: Samples.id(), authorizations: [])
      try await stores.orders.insert(order, with: [])
      let acceptances = try await withThrowingTaskGroup { group in
        for _ in 0..<20 {
          group.addTask {
            try await stores.orders.accept(
              order, request: Samples.request, as: .normal, at: Samples.now)
          }
        }
        return try await group.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
      }
      #expect(acceptances == 1)
      #expect(try await stores.jobs.backlog().jobCount == 1)
    },
    ContractCase("an order whose authorization was given up meanwhile isn't accepted") { stores in
      let account: AccountID = Samples.id()
      let authorization = Samples.authorization("a.test", of: account)
      let order = Samples.order(of: account, authorizations: [authorization])
      try await stores.orders.insert(order, with: [authorization])
      var givenUp = authorization
      let isGivenUp = givenUp.deactivate()
      #expect(isGivenUp)
      #expect(try await stores.authorizations.update(authorization, to: givenUp))
      let position = try await stores.orders.accept(
        order, request: Samples.request, as: .normal, at: Samples.now)
      #expect(position == nil)
      #expect(try await stores.state(of: order) == .open)
      #expect(try await stores.jobs.backlog().jobCount == 0)
    },
    ContractCase("an order for the key of an account isn't accepted, whoever has it") { stores in
      let account = Samples.account()
      _ = try await stores.accounts.insert(account)
      let order = Samples.order(of: Samples.id(), authorizations: [])
      try await stores.orders.insert(order, with: [])
      let position = try await stores.orders.accept(
        order, request: Samples.request, unlessKeyOf: account.keyThumbprint, as: .normal,
        at: Samples.now)
      #expect(position == nil)
      #expect(try await stores.state(of: order) == .open)
      #expect(try await stores.jobs.backlog().jobCount == 0)
      let next = try await stores.orders.accept(
        order, request: Samples.request, unlessKeyOf: Samples.account().keyThumbprint,
        as: .normal, at: Samples.now)
      #expect(next != nil)
      #expect(try await stores.state(of: order) == .processing)
    },
    ContractCase("an order that isn't there is neither found nor accepted") { stores in
      let order = Samples.order(of: Samples.id(), authorizations: [])
      #expect(try await stores.orders.order(order.id) == nil)
      let position = try await stores.orders.accept(
        order, request: Samples.request, as: .normal, at: Samples.now)
      #expect(position == nil)
      #expect(try await stores.jobs.backlog() == Backlog(jobCounts: [:], oldestAcceptedAt: nil))
    },
  ]
}
