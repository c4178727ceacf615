internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let queueInspectionCases = [
    ContractCase("an account becomes bulk and normal again, and nothing else of it changes") {
      stores in
      let account = try await stores.accounts.insert(Samples.account()).account
      var expected = account
      for isBulk in [true, false] {
        expected.isBulk = isBulk
        #expect(try await stores.accounts.setBulk(isBulk, for: account.id) == expected)
        #expect(try await stores.accounts.account(account.id) == expected)
        #expect(
          try await stores.accounts.account(keyThumbprint: account.keyThumbprint) == expected)
      }
      let stranger = try await stores.accounts.setBulk(true, for: Samples.id())
      #expect(stranger == nil)
    },
    ContractCase("an operator sees depths, busiest accounts, and who is first") { stores in
      let account: AccountID = Samples.id()
      for index in 0..<3 {
        _ = try await stores.acceptedOrder(
          of: account, at: Samples.now + .seconds(Int64(index)))
      }
      let bulk = try await stores.acceptedOrder(as: .bulk)
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      #expect(
        try await stores.jobs.depths() == [
          QueueDepth(
            queueClass: .normal, jobs: 3, inHand: 1, oldestAcceptedAt: Samples.now),
          QueueDepth(queueClass: .bulk, jobs: 1, inHand: 0, oldestAcceptedAt: Samples.now),
        ])
      let busiest = try await stores.jobs.busiestAccounts(limit: 1)
      #expect(busiest.map(\.account) == [account])
      #expect(busiest.map(\.jobs) == [3])
      let jobs = try await stores.jobs.queuedJobs(limit: 10)
      #expect(jobs.map(\.position.number) == [1, 2, 3, 4])
      #expect(jobs.map(\.isInHand) == [true, false, false, false])
      #expect(jobs.first?.order == job.order)
      #expect(jobs.last?.order == bulk.id)
    },
    ContractCase("jobs that were set aside are listed, the newest first") { stores in
      let run = Samples.run()
      var expected: [SetAsideJob] = []
      for index in 0..<3 {
        _ = try await stores.acceptedOrder()
        let job = try #require(try await stores.claim(for: run).first)
        let time = Samples.now + .seconds(Int64(index))
        _ = try await stores.jobs.setAside(
          job, with: Failure(.serverInternal, "no"), reason: "reason \(index)", at: time, by: run)
        expected.insert(
          SetAsideJob(
            order: job.order, account: job.account, position: job.position,
            acceptedAt: job.acceptedAt, setAsideAt: time, tries: 1, reason: "reason \(index)"),
          at: 0)
      }
      #expect(
        try await stores.jobs.setAsideJobs(limit: 2) == Array(expected.prefix(2)))
    },
  ]
}
