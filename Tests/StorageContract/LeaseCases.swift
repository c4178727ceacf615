internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let leaseCases = [
    ContractCase("a job is nobody else's until its lease ends") { stores in
      _ = try await stores.acceptedOrder()
      let (first, second) = (Samples.run(), Samples.run())
      #expect(try await stores.claim(for: first).count == 1)
      let justBefore = Samples.now + .milliseconds(29_999)
      #expect(try await stores.claim(for: second, at: justBefore).isEmpty)
      #expect(try await stores.claim(for: second, at: Samples.now + .seconds(30)).count == 1)
    },
    ContractCase("who has lost the lease can write nothing") { stores in
      let order = try await stores.acceptedOrder()
      let (late, next) = (Samples.run(), Samples.run())
      let stale = try #require(try await stores.claim(for: late).first)
      _ = try await stores.claim(for: next, at: Samples.now + .seconds(60))
      try await stores.expectFenced(stale, by: late)
      #expect(try await stores.state(of: order) == .processing)
    },
    ContractCase("a second claim by the same run fences the first") { stores in
      let order = try await stores.acceptedOrder()
      let run = Samples.run()
      let stale = try #require(try await stores.claim(for: run).first)
      _ = try await stores.claim(for: run, at: Samples.now + .seconds(60))
      try await stores.expectFenced(stale, by: run)
      #expect(try await stores.state(of: order) == .processing)
    },
    ContractCase("law 3: who lost a job in company makes it a suspect, and only a trial counts") {
      stores in
      _ = try await stores.acceptedOrder()
      var now = Samples.now
      // Attempts under trial count, and only they.
      let tries = [1, 1, 1, 1, 2, 3, 3]
      let quotas: [ClaimQuota] = [
        // Nobody suspects it yet, so its first loss counts for nothing even where it was claimed alone.
        .alone(.normal), ClaimQuota(normal: 1), ClaimQuota(normal: 1), .alone(.normal),
        .alone(.normal), ClaimQuota(normal: 1), ClaimQuota(normal: 1),
      ]
      for (index, quota) in quotas.enumerated() {
        let job = try #require(try await stores.claim(quota, for: Samples.run(), at: now).first)
        #expect(job.tries == tries[index], "attempt \(index + 1)")
        #expect(job.wasLost == (index > 0))
        now = now + .seconds(30)
      }
    },
    ContractCase("law 3: who claims his own job anew is alive, and holds nothing against it") {
      stores in
      _ = try await stores.acceptedOrder()
      let run = Samples.run()
      for attempt in 0..<4 {
        let now = Samples.now + .seconds(30 * Int64(attempt))
        let job = try #require(try await stores.claim(.alone(.normal), for: run, at: now).first)
        #expect(job.tries == 1)
        #expect(!job.isSuspect)
      }
    },
    ContractCase("a start frees the leases of former runs, and no others") { stores in
      for _ in 0..<3 { _ = try await stores.acceptedOrder() }
      let (former, current) = (Samples.run(), Samples.run())
      let lost = try await stores.claim(1, for: former)
      _ = try await stores.claim(1, for: current)
      let released = try #require(try await stores.claim(1, for: current).first)
      let later = Samples.now + .seconds(9)
      #expect(try await stores.jobs.release(released, until: later, by: current, excused: true))
      try await stores.jobs.releaseLeases(exceptOf: current)
      let claimed = try await stores.claim(100, for: current)
      #expect(claimed.map(\.position.number) == lost.map(\.position.number))
      #expect(claimed.allSatisfy { $0.wasLost && $0.tries == 1 })
    },
  ]
}

extension StoresUnderTest {
  fileprivate func expectFenced(_ job: Job, by run: IssuerRun) async throws {
    let reservation = Samples.reservation()
    #expect(try await jobs.reserve(reservation, for: job, by: run) == .leaseLost)
    let isStored = try await jobs.store([0x30], for: reservation, job: job, by: run)
    #expect(!isStored)
    let hasFailed = try await jobs.fail(job, with: Failure(.badCSR, "no"), by: run)
    #expect(!hasFailed)
    let isReleased = try await jobs.release(job, until: Samples.now, by: run, excused: true)
    #expect(!isReleased)
  }
}
