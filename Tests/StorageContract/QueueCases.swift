internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let queueCases = [
    ContractCase("law 4: jobs leave the queue in the order in which they came") { stores in
      var accepted: [OrderID] = []
      for _ in 0..<10 { accepted.append(try await stores.acceptedOrder().id) }
      let run = Samples.run()
      let first = try await stores.claim(4, for: run)
      let rest = try await stores.claim(100, for: run)
      #expect((first + rest).map(\.order) == accepted)
      #expect(first.count == 4)
      let job = try #require(first.first)
      #expect(job.state == .queued)
      #expect(job.request == Samples.request)
      #expect(job.acceptedAt == Samples.now)
      #expect(job.attempts == 1)
    },
    ContractCase("concurrent claims share the jobs out, each once") { stores in
      for _ in 0..<40 { _ = try await stores.acceptedOrder() }
      let claimed = try await withThrowingTaskGroup { group in
        for _ in 0..<20 { group.addTask { try await stores.claim(3, for: Samples.run()) } }
        return try await group.reduce(into: []) { $0 += $1.map(\.position.number) }
      }
      #expect(claimed.count == 40)
      #expect(Set(claimed).count == 40)
    },
    ContractCase("law 4: a released job keeps its place, and waits until its time") { stores in
      let first = try await stores.acceptedOrder()
      let second = try await stores.acceptedOrder()
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      let later = Samples.now + .seconds(5)
      #expect(try await stores.jobs.release(job, until: later, by: run, excused: false))
      #expect(try await stores.claim(1, for: run).map(\.order) == [second.id])
      let claimedLater = try await stores.claim(1, for: run, at: later)
      #expect(claimedLater.map(\.order) == [first.id])
      #expect(claimedLater.map(\.attempts) == [2])
    },
    ContractCase("the backlog counts jobs that wait and jobs in work") { stores in
      _ = try await stores.acceptedOrder(at: Samples.now)
      _ = try await stores.acceptedOrder(at: Samples.now + .seconds(1))
      let run = Samples.run()
      let job = try #require(try await stores.claim(for: run).first)
      #expect(
        try await stores.jobs.backlog()
          == Backlog(jobCounts: [.normal: 2], oldestAcceptedAt: Samples.now))
      #expect(try await stores.jobs.fail(job, with: Failure(.badCSR, "no"), by: run))
      let rest = Backlog(jobCounts: [.normal: 1], oldestAcceptedAt: Samples.now + .seconds(1))
      #expect(try await stores.jobs.backlog() == rest)
    },
  ]
}
