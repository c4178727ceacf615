import AuthorityModel
import Issuance
import SQLiteStorage
import Signing
import Storage
import Testing

@Suite("Law 3: poison jobs are set aside, and nobody else is")
struct PoisonJobTests {
  /// An issuer that claims and dies, as a job may make it do.
  private func crash(_ authority: TestAuthority) async throws -> [Job] {
    let run = authority.newRun()
    try await authority.stores.jobs.releaseLeases(exceptOf: run)
    return try await authority.stores.jobs.claim(
      .alone(.normal), for: run, at: authority.time.now,
      until: authority.time.now + TestAuthority.lease
    ).jobs
  }

  private func restart(_ authority: TestAuthority, signer: SpySigner) async throws {
    let run = authority.newRun()
    try await authority.stores.jobs.releaseLeases(exceptOf: run)
    try await authority.workOnce(as: run, signer: signer)
  }

  @Test("a job that brought the issuer down, then five times alone, ends invalid and says why")
  func crashLoop() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let signer = SpySigner(authority.key)
    #expect(try await crash(authority).map(\.isSuspect) == [false])
    for count in 1...5 {
      #expect(try await crash(authority).map(\.tries) == [count])
    }
    try await restart(authority, signer: signer)
    #expect(signer.messages.isEmpty)
    guard case .invalid(let failure) = try await authority.state(of: order) else {
      Issue.record("The order is not invalid")
      return
    }
    #expect(failure.kind == .serverInternal)
    #expect(failure.detail.contains("Place a new order"))
    #expect(authority.signals.announcements.map(\.outcome) == [.failed(failure)])
    #expect(try await authority.stores.jobs.backlog().jobCount == 0)
    let notes = try await authority.stores.jobs.setAsideJobs(limit: 10)
    #expect(notes.map(\.order) == [order])
    #expect(notes.map(\.tries) == [6])
  }

  @Test("a job that was lost four times and then signed is issued")
  func recovers() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    for _ in 0...4 { _ = try await crash(authority) }
    try await restart(authority, signer: SpySigner(authority.key))
    #expect(try await authority.certificate(of: order) != nil)
  }

  @Test("jobs in the hands that a poison job brought down ten times are issued")
  func innocents() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    for _ in 1...10 {
      let run = authority.newRun()
      try await authority.stores.jobs.releaseLeases(exceptOf: run)
      let claimed = try await authority.stores.jobs.claim(
        ClaimQuota(ofEach: 8), for: run, at: authority.time.now,
        until: authority.time.now + TestAuthority.lease
      ).jobs
      #expect(claimed.map(\.tries) == [1])
    }
    try await restart(authority, signer: SpySigner(authority.key))
    #expect(try await authority.certificate(of: order) != nil)
  }

  @Test("a signer that is away for a thousand tries poisons nothing")
  func signerAway() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let run = authority.newRun()
    let away = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    for _ in 0..<1000 { #expect(try await authority.workOnce(as: run, signer: away)) }
    #expect(try await authority.state(of: order) == .processing)
    #expect(try await authority.workOnce(as: run))
    #expect(try await authority.certificate(of: order) != nil)
    #expect(try await authority.stores.jobs.setAsideJobs(limit: 10).isEmpty)
  }

  @Test(
    "storage that fails for a hundred tries poisons nothing",
    arguments: Fault.at(.reserve, .store))
  func storageAway(fault: Fault) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let run = authority.newRun()
    for _ in 0..<100 where try await authority.state(of: order) == .processing {
      let faults = FaultSwitch(fault, isLasting: false)
      let jobs = FaultyJobStore(base: authority.stores.jobs, faults: faults)
      try await authority.workOnce(as: run, jobs: jobs)
      authority.time.advance(by: .seconds(1))
    }
    try await authority.workOnce(as: run)
    #expect(try await authority.certificate(of: order) != nil)
    #expect(try await authority.stores.jobs.setAsideJobs(limit: 10).isEmpty)
  }

  @Test("a job whose setting aside fails is set aside by the next", arguments: Fault.at(.setAside))
  func settingAsideFails(fault: Fault) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    for _ in 0...5 { _ = try await crash(authority) }
    let faults = FaultSwitch(fault, isLasting: false)
    let run = authority.newRun()
    try await authority.stores.jobs.releaseLeases(exceptOf: run)
    try await authority.workOnce(
      as: run, jobs: FaultyJobStore(base: authority.stores.jobs, faults: faults))
    #expect(faults.hasStruck)
    authority.time.advance(by: TestAuthority.lease)
    try await authority.workOnce(as: run)
    guard case .invalid = try await authority.state(of: order) else {
      Issue.record("The order is not invalid")
      return
    }
    #expect(try await authority.stores.jobs.setAsideJobs(limit: 10).map(\.order) == [order])
  }
}
