internal import AuthorityModel
internal import Storage
internal import Testing

/// That nobody reads what was before a change of which somebody was told, whatever an engine remembers.
extension ContractCase {
  static let freshnessCases = [
    ContractCase("a name that was asked for in vain is found once its authorization is stored") {
      stores in
      let account = Samples.account()
      _ = try await stores.accounts.insert(account)
      for name in ["a.test", "b.test", "a.test"] {
        let asked = [AuthorizedName(.dns(name), isWildcard: false)]
        let before = try await stores.orders.liveAuthorizations(
          of: account.id, for: asked, until: Samples.now)
        let new = Samples.authorization(name, of: account.id)
        try await stores.orders.insert(
          Samples.order(of: account.id, authorizations: [new]), with: [new])
        let after = try await stores.orders.liveAuthorizations(
          of: account.id, for: asked, until: Samples.now)
        #expect(after.first?.count == (before.first?.count ?? 0) + 1)
        #expect(after.first?.contains(new) == true)
      }
    },
    ContractCase("an order shows its authorizations as they are now") { stores in
      let account: AccountID = Samples.id()
      let pending = Samples.authorization("a.test", of: account)
      let order = Samples.order(of: account, authorizations: [pending])
      try await stores.orders.insert(order, with: [pending])
      _ = try await stores.orders.order(order.id)
      var answered = pending
      let response = answered.respond(to: .http01, at: Samples.now)
      #expect(response == .validate)
      #expect(try await stores.authorizations.update(pending, to: answered))
      #expect(try await stores.orders.order(order.id)?.authorizations == [answered])
      // Who read it before that is too late, with a change that would have been allowed, too.
      var givenUp = pending
      let isGivenUp = givenUp.deactivate()
      #expect(isGivenUp)
      let isStored = try await stores.authorizations.update(pending, to: givenUp)
      #expect(!isStored)
      #expect(try await stores.authorizations.authorization(pending.id) == answered)
    },
    ContractCase("who reads again never reads what was before, while another changes it") {
      stores in
      let account = Samples.account()
      _ = try await stores.accounts.insert(account)
      let changes = 40
      try await withThrowingDiscardingTaskGroup { group in
        group.addTask {
          for number in 1...changes {
            let change = AccountChange(contacts: Array(repeating: "mailto:a@b.test", count: number))
            _ = try await stores.accounts.apply(change, to: account, at: Samples.now)
            let seen = try await stores.accounts.account(account.id)?.contacts.count
            #expect(seen == number)
          }
        }
        for _ in 0..<4 {
          group.addTask {
            var last = 0
            while last < changes {
              let found = try await stores.accounts.account(keyThumbprint: account.keyThumbprint)
              let seen = found?.contacts.count ?? 0
              // Before the first change there are the two contacts that it came with.
              #expect(seen >= last || last == 2)
              last = seen
              await Task.yield()
            }
          }
        }
      }
    },
  ]
}
