internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let accountChangeCases = [
    ContractCase("a change of an account changes what it names and nothing else") { stores in
      let account = try await stores.insertedAccount()
      let other = try await stores.insertedAccount()
      let contacts = AccountChange(contacts: ["mailto:new@example.test"])
      var expected = account
      expected.contacts = ["mailto:new@example.test"]
      #expect(try await stores.accounts.apply(contacts, to: account, at: Samples.now) == expected)
      let terms = AccountChange(agreedTerms: "https://ca.test/terms/2")
      expected.agreedTerms = "https://ca.test/terms/2"
      #expect(try await stores.accounts.apply(terms, to: account, at: Samples.now) == expected)
      #expect(try await stores.accounts.account(account.id) == expected)
      #expect(try await stores.accounts.account(other.id) == other)
    },
    ContractCase("concurrent changes of one account are all made") { stores in
      let account = try await stores.insertedAccount()
      let contacts = AccountChange(contacts: ["mailto:new@example.test"])
      let terms = AccountChange(agreedTerms: "https://ca.test/terms/2")
      let changes = try await withThrowingTaskGroup { group in
        for change in Array(repeating: contacts, count: 10) + Array(repeating: terms, count: 10) {
          group.addTask {
            try await stores.accounts.apply(change, to: account, at: Samples.now)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(changes.allSatisfy { $0 != nil })
      let changed = try await stores.accounts.account(account.id)
      #expect(changed?.contacts == ["mailto:new@example.test"])
      #expect(changed?.agreedTerms == "https://ca.test/terms/2")
    },
    ContractCase("an account is deactivated once, and never changed again") { stores in
      let account = try await stores.insertedAccount()
      let end = AccountChange(status: .deactivated)
      #expect(
        try await stores.accounts.apply(end, to: account, at: Samples.now)?.status == .deactivated)
      #expect(try await stores.accounts.apply(end, to: account, at: Samples.now) == nil)
      let revival = AccountChange(status: .valid)
      #expect(try await stores.accounts.apply(revival, to: account, at: Samples.now) == nil)
      let change = try await stores.accounts.replaceKey(
        of: account, by: [1], thumbprint: Samples.thumbprint(8))
      #expect(change == .overtaken)
      #expect(try await stores.accounts.account(account.id)?.status == .deactivated)
    },
    ContractCase("no order of a deactivated account is accepted, and no job made") { stores in
      let account = try await stores.insertedAccount()
      let order = Samples.order(of: account.id, authorizations: [])
      try await stores.orders.insert(order, with: [])
      _ = try await stores.accounts.apply(
        AccountChange(status: .deactivated), to: account, at: Samples.now)
      let position = try await stores.orders.accept(
        order, request: Samples.request, as: .normal, at: Samples.now)
      #expect(position == nil)
      #expect(try await stores.state(of: order) == .open)
      #expect(try await stores.jobs.backlog().jobCount == 0)
    },
    ContractCase("law 3: deactivation and acceptance at one time: a job is there or is not") {
      stores in
      let account = try await stores.insertedAccount()
      let order = Samples.order(of: account.id, authorizations: [])
      try await stores.orders.insert(order, with: [])
      async let acceptance = stores.orders.accept(
        order, request: Samples.request, as: .normal, at: Samples.now)
      async let end = stores.accounts.apply(
        AccountChange(status: .deactivated), to: account, at: Samples.now)
      #expect(try await end?.status == .deactivated)
      let isAccepted = try await acceptance != nil
      #expect(try await stores.jobs.backlog().jobCount == (isAccepted ? 1 : 0))
      #expect(try await stores.state(of: order) == (isAccepted ? .processing : .open))
    },
    ContractCase("an account is found by its new key, and no longer by the old") { stores in
      let account = try await stores.insertedAccount()
      var expected = account
      expected.key = Array("{\"kty\":\"new\"}".utf8)
      expected.keyThumbprint = Samples.thumbprint(9)
      let change = try await stores.accounts.replaceKey(
        of: account, by: expected.key, thumbprint: expected.keyThumbprint)
      #expect(change == .replaced(expected))
      #expect(
        try await stores.accounts.account(keyThumbprint: expected.keyThumbprint) == expected)
      #expect(try await stores.accounts.account(keyThumbprint: account.keyThumbprint) == nil)
      // What was asked for under the old key comes too late.
      let late = AccountChange(contacts: [])
      #expect(try await stores.accounts.apply(late, to: account, at: Samples.now) == nil)
    },
    ContractCase("a key that an account has is not given to another, nor to itself") { stores in
      let account = try await stores.insertedAccount()
      let holder = try await stores.insertedAccount()
      for taken in [holder, account] {
        let change = try await stores.accounts.replaceKey(
          of: account, by: taken.key, thumbprint: taken.keyThumbprint)
        #expect(change == .taken(by: taken.id))
      }
      #expect(try await stores.accounts.account(account.id) == account)
    },
    ContractCase("of many concurrent key changes of one account one is made") { stores in
      let account = try await stores.insertedAccount()
      let changes = try await withThrowingTaskGroup { group in
        for number in 0..<20 {
          group.addTask {
            try await stores.accounts.replaceKey(
              of: account, by: [UInt8(number)], thumbprint: Samples.thumbprint(100 + UInt8(number)))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let replaced = changes.compactMap { change -> Account? in
        if case .replaced(let account) = change { account } else { nil }
      }
      #expect(replaced.count == 1)
      #expect(changes.count { $0 == .overtaken } == 19)
      #expect(try await stores.accounts.account(account.id) == replaced.first)
    },
    ContractCase("a key that is registered and changed to at one time has one account") { stores in
      let account = try await stores.insertedAccount()
      let thumbprint = Samples.thumbprint(9)
      async let change = stores.accounts.replaceKey(of: account, by: [9], thumbprint: thumbprint)
      async let newcomer = stores.accounts.insert(Samples.account(thumbprint: thumbprint))
      let (replacement, registration) = (try await change, try await newcomer)
      let holder = try await stores.accounts.account(keyThumbprint: thumbprint)
      #expect(registration.account == holder)
      switch replacement {
      case .replaced(let changed):
        #expect(!registration.isNew)
        #expect(changed == holder)
      case .taken(let id):
        #expect(registration.isNew)
        #expect(id == holder?.id)
      case .overtaken:
        Issue.record("nobody changed the account")
      }
    },
  ]
}

extension StoresUnderTest {
  fileprivate func insertedAccount() async throws -> Account {
    try await accounts.insert(Samples.account()).account
  }
}

extension Samples {
  fileprivate static func thumbprint(_ byte: UInt8) -> [UInt8] {
    [UInt8](repeating: byte, count: 32)
  }
}
