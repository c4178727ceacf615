internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let fairQueueCases = [
    ContractCase("a claim takes so many of each class, in the order of each") { stores in
      var accepted: [QueueClass: [OrderID]] = [:]
      for _ in 0..<3 {
        for queueClass in QueueClass.allCases {
          accepted[queueClass, default: []].append(
            try await stores.acceptedOrder(as: queueClass).id)
        }
      }
      let quota = ClaimQuota(renewal: 2, normal: 1, bulk: 3)
      let claimed = try await stores.claim(quota, for: Samples.run())
      for queueClass in QueueClass.allCases {
        let orders = claimed.filter { $0.position.queueClass == queueClass }.map(\.order)
        #expect(orders == accepted[queueClass]?.prefix(quota[queueClass]).map(\.self))
      }
      #expect(claimed.map(\.position.queueClass.rawValue) == [0, 0, 1, 2, 2, 2])
    },
    ContractCase("law 4: an account that floods the queue is put behind by its excess") { stores in
      let flooder: AccountID = Samples.id()
      let share = AccountShare.standard
      var flood: [OrderID] = []
      for _ in 0..<40 { flood.append(try await stores.acceptedOrder(of: flooder).id) }
      let other = try await stores.acceptedOrder().id
      let entries = try await stores.jobs.positions()
      var lastPace: Int64?
      for (index, order) in flood.enumerated() {
        let entry = try #require(entries.first { $0.order == order })
        let expected = share.placement(of: Int64(index + 1), after: lastPace)
        lastPace = expected.pace
        #expect(
          entry.position
            == QueuePosition(
              number: Int64(index + 1), queueClass: .normal, place: expected.place))
      }
      // The flood's order is kept; what is within the share comes first, and the other one after it.
      #expect(entries.map(\.order).filter { $0 != other } == flood)
      #expect(entries.firstIndex { $0.order == other } == 37)
      let claimed = try await stores.claim(100, for: Samples.run())
      #expect(claimed.map(\.order) == entries.map(\.order))
    },
    ContractCase("the backlog counts each class") { stores in
      #expect(
        try await stores.jobs.backlog() == Backlog(jobCounts: [:], oldestAcceptedAt: nil))
      for queueClass in [QueueClass.bulk, .renewal, .bulk] {
        _ = try await stores.acceptedOrder(as: queueClass)
      }
      let backlog = try await stores.jobs.backlog()
      #expect(backlog.jobCounts == [.bulk: 2, .renewal: 1])
      #expect(backlog.jobCount == 3)
    },
    ContractCase("acceptance says where the job stands") { stores in
      let order = Samples.order(of: Samples.id(), authorizations: [])
      try await stores.orders.insert(order, with: [])
      _ = try await stores.acceptedOrder()
      let position = try await stores.orders.accept(
        order, request: Samples.request, as: .bulk, at: Samples.now + .seconds(1))
      #expect(position == QueuePosition(number: 2, queueClass: .bulk, place: 2))
      let entry = QueueEntry(
        order: order.id, account: order.account,
        position: QueuePosition(number: 2, queueClass: .bulk, place: 2),
        acceptedAt: Samples.now + .seconds(1))
      #expect(try await stores.jobs.positions().last == entry)
    },
    ContractCase("numbers are never used again, and who has nothing queued has no debt") { stores in
      let account: AccountID = Samples.id()
      let run = Samples.run()
      for _ in 0..<40 { _ = try await stores.acceptedOrder(of: account) }
      for job in try await stores.claim(100, for: run) {
        #expect(try await stores.jobs.fail(job, with: Failure(.badCSR, "no"), by: run))
      }
      _ = try await stores.acceptedOrder(of: account)
      let position = try #require(try await stores.jobs.positions().first).position
      #expect(position == QueuePosition(number: 41, queueClass: .normal, place: 41))
    },
    ContractCase("attempts count at the claim, and are excused at the release") { stores in
      _ = try await stores.acceptedOrder()
      let run = Samples.run()
      for (excused, tries) in [(true, 1), (false, 1), (true, 2), (true, 2)] {
        let job = try #require(try await stores.claim(for: run).first)
        #expect(job.tries == tries)
        #expect(
          try await stores.jobs.release(job, until: Samples.now, by: run, excused: excused))
      }
      // Lost with its holder: from now on it is a suspect.
      let job = try #require(try await stores.claim(for: run).first)
      #expect(job.attempts == 5)
      #expect(job.tries == 2)
      let later = Samples.now + .seconds(30)
      let lost = try #require(try await stores.claim(for: Samples.run(), at: later).first)
      #expect(lost.tries == 2)
      #expect(lost.isSuspect)
    },
    ContractCase("law 3: a job that is set aside ends its order, once, and leaves a note") {
      stores in
      let order = try await stores.acceptedOrder()
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let failure = Failure(.serverInternal, "Given up.")
      for isFirst in [true, false] {
        let isSetAside = try await stores.jobs.setAside(
          job, with: failure, reason: "it crashed", at: Samples.now, by: run)
        #expect(isSetAside == isFirst)
      }
      #expect(try await stores.state(of: order) == .invalid(failure))
      #expect(try await stores.jobs.backlog().jobCount == 0)
    },
  ]
}
