internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  /// Random histories on the engine and on ``IssuanceQueue``: both must say the same at every step.
  static let queueModelCases = (0..<4).map { (seed: UInt64) in
    ContractCase("the queue does what the model does, history \(seed)") { stores in
      var history = QueueHistory(stores: stores, random: SeededGenerator(seed: seed))
      for step in 0..<150 {
        try await history.takeStep()
        let positions = try await stores.jobs.positions()
        try #require(positions == history.model.positions, "after step \(step)")
      }
    }
  }
}

/// A random walk of one engine and the model, side by side.
private struct QueueHistory {
  let stores: StoresUnderTest
  var random: SeededGenerator
  var model = IssuanceQueue(share: .standard)
  var now = Samples.now
  let accounts: [AccountID] = (0..<3).map { _ in Samples.id() }
  let runs = (0..<2).map { _ in Samples.run() }
  /// What was ever claimed, stale leases too.
  var claimed: [(job: Job, run: IssuerRun)] = []

  init(stores: StoresUnderTest, random: SeededGenerator) {
    self.stores = stores
    self.random = random
  }

  mutating func takeStep() async throws {
    switch random.number(below: 10) {
    case 0, 1, 2: try await accept()
    case 3, 4: try await claim()
    case 5: now = now + .seconds(Int64(random.number(below: 40)) - 10)
    case 6 where random.number(below: 4) == 0:
      let run = runs[random.number(below: 2)]
      try await stores.jobs.releaseLeases(exceptOf: run)
      model.releaseLeases(exceptOf: run)
    default: try await useLease()
    }
  }

  private mutating func accept() async throws {
    // The first account floods.
    let account = accounts[max(0, random.number(below: 9) - 6)]
    let queueClass = QueueClass.allCases[random.number(below: 3)]
    for _ in 0..<(random.number(below: 12) == 0 ? 45 : 1) {
      let order = Samples.order(of: account, authorizations: [])
      try await stores.orders.insert(order, with: [])
      let position = try await stores.orders.accept(
        order, request: Samples.request, as: queueClass, at: now)
      let expected = model.accept(
        order.id, of: account, request: Samples.request, as: queueClass, at: now)
      #expect(position == expected)
    }
  }

  private mutating func claim() async throws {
    let quota =
      random.number(below: 3) == 0
      ? ClaimQuota.alone(QueueClass.allCases[random.number(below: 3)])
      : ClaimQuota(
        renewal: random.number(below: 4), normal: random.number(below: 4),
        bulk: random.number(below: 4))
    let run = runs[random.number(below: 2)]
    let until = now + .seconds(30)
    let jobs = try await stores.jobs.claim(quota, for: run, at: now, until: until).jobs
    #expect(jobs == model.claim(quota, for: run, at: now, until: until))
    claimed += jobs.map { ($0, run) }
  }

  private mutating func useLease() async throws {
    guard !claimed.isEmpty else { return }
    let index = random.number(below: claimed.count)
    let (job, run) = claimed[index]
    switch random.number(below: 5) {
    case 0:
      let reservation = Samples.reservation()
      let result = try await stores.jobs.reserve(reservation, for: job, by: run)
      #expect(result == model.reserve(reservation, for: job, by: run))
      if result == .reserved { claimed[index].job.reserved(as: reservation) }
    case 1:
      guard case .reserved(let reservation) = job.state else { return }
      let isStored = try await stores.jobs.store([0x30], for: reservation, job: job, by: run)
      #expect(isStored == model.store(reservation, for: job, by: run))
    case 2:
      let failure = Failure(.badCSR, "no")
      let hasFailed = try await stores.jobs.fail(job, with: failure, by: run)
      #expect(hasFailed == model.fail(job, with: failure, by: run))
    case 3:
      let failure = Failure(.serverInternal, "no")
      let isSetAside = try await stores.jobs.setAside(
        job, with: failure, reason: "it crashed", at: now, by: run)
      #expect(
        isSetAside == model.setAside(job, with: failure, reason: "it crashed", at: now, by: run))
    default:
      let until = now + .seconds(Int64(random.number(below: 20)))
      let isExcused = random.number(below: 2) == 0
      let isReleased = try await stores.jobs.release(
        job, until: until, by: run, excused: isExcused)
      #expect(isReleased == model.release(job, until: until, by: run, excused: isExcused))
    }
  }
}
