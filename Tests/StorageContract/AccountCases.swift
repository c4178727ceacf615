internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let accountCases = [
    ContractCase("an account is found by id and by key") { stores in
      let account = Samples.account()
      let inserted = try await stores.accounts.insert(account)
      #expect(inserted.isNew)
      #expect(inserted.account == account)
      #expect(try await stores.accounts.account(account.id) == account)
      #expect(try await stores.accounts.account(keyThumbprint: account.keyThumbprint) == account)
    },
    ContractCase("an account that isn't there is not found") { stores in
      let found = try await stores.accounts.account(Samples.id())
      #expect(found == nil)
      #expect(try await stores.accounts.account(keyThumbprint: [1]) == nil)
    },
    ContractCase("fifty concurrent registrations of one key make one account") { stores in
      let thumbprint = [UInt8](repeating: 7, count: 32)
      let results = try await withThrowingTaskGroup { group in
        for _ in 0..<50 {
          group.addTask {
            try await stores.accounts.insert(Samples.account(thumbprint: thumbprint))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(results.count { $0.isNew } == 1)
      #expect(Set(results.map(\.account.id)).count == 1)
    },
  ]
}
