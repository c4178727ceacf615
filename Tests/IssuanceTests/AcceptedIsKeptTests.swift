import AuthorityModel
import Issuance
import SQLiteStorage
import Signing
import Storage
import Testing

@Suite("Law 3: accepted is kept")
struct AcceptedIsKeptTests {
  @Test(
    "an order ends valid once, with one certificate, after a power cut",
    arguments: Fault.at(.claim, .reserve, .sign, .store))
  func powerCut(fault: Fault) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let power = FaultSwitch(fault, isLasting: true)
    let before = SpySigner(authority.key, faults: power)
    try await authority.workOnce(
      as: authority.newRun(), jobs: FaultyJobStore(base: authority.stores.jobs, faults: power),
      signer: before)
    #expect(power.hasStruck)

    let rebooted = try authority.rebooted()
    let after = SpySigner(rebooted.key)
    let run = rebooted.newRun()
    try await rebooted.stores.jobs.releaseLeases(exceptOf: run)
    while try await rebooted.workOnce(as: run, signer: after) {}
    try await expectOneCertificate(
      of: order, in: rebooted, signed: before.messages + after.messages)
    #expect(authority.signals.announcements.isEmpty)
  }

  @Test(
    "an order ends valid once, with one certificate, after a single fault, by the next claim",
    arguments: Fault.at(.claim, .reserve, .sign, .store))
  func singleFault(fault: Fault) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let faults = FaultSwitch(fault, isLasting: false)
    let jobs = FaultyJobStore(base: authority.stores.jobs, faults: faults)
    let signer = SpySigner(authority.key, faults: faults)
    let run = authority.newRun()
    try await authority.workOnce(as: run, jobs: jobs, signer: signer)
    #expect(faults.hasStruck)

    authority.time.advance(by: TestAuthority.lease)
    while try await authority.workOnce(as: run, jobs: jobs, signer: signer) {}
    try await expectOneCertificate(of: order, in: authority, signed: signer.messages)
    // The fault may have come after the end: it is told nevertheless, and once.
    #expect(authority.signals.announcements.count == 1)
  }

  private func expectOneCertificate(
    of order: OrderID, in authority: TestAuthority, signed messages: [[UInt8]]
  ) async throws {
    let certificate = try await #require(authority.certificate(of: order))
    #expect(certificate.order == order)
    // One certificate: no other bytes were ever signed, and no job is left.
    #expect(Set(messages).count == 1)
    #expect(try await authority.stores.jobs.backlog().jobCount == 0)
  }

  @Test("a job whose release fails is taken up once its lease ends", arguments: Fault.at(.release))
  func releaseFails(fault: Fault) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let faults = FaultSwitch(fault, isLasting: false)
    let jobs = FaultyJobStore(base: authority.stores.jobs, faults: faults)
    let broken = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    let run = authority.newRun()
    try await authority.workOnce(as: run, jobs: jobs, signer: broken)
    #expect(faults.hasStruck)
    authority.time.advance(by: TestAuthority.lease)
    #expect(try await authority.workOnce(as: run, jobs: jobs))
    #expect(try await authority.certificate(of: order) != nil)
  }

  @Test("an order of an unknown profile ends invalid, and says why")
  func unknownProfile() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder(profile: "gone")
    try await authority.workOnce(as: authority.newRun())
    let failure = Failure(.serverInternal, "The profile gone is no longer configured.")
    #expect(try await authority.state(of: order) == .invalid(failure))
    #expect(authority.signals.announcements.map(\.outcome) == [.failed(failure)])
    #expect(try await authority.stores.jobs.backlog().jobCount == 0)
  }

  @Test("an order that can't be fulfilled ends invalid despite a fault", arguments: Fault.at(.fail))
  func failing(fault: Fault) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder(profile: "gone")
    let faults = FaultSwitch(fault, isLasting: false)
    let jobs = FaultyJobStore(base: authority.stores.jobs, faults: faults)
    let run = authority.newRun()
    try await authority.workOnce(as: run, jobs: jobs)
    #expect(authority.signals.announcements.count == (fault.side == .after ? 1 : 0))
    authority.time.advance(by: TestAuthority.lease)
    try await authority.workOnce(as: run, jobs: jobs)
    guard case .invalid = try await authority.state(of: order) else {
      Issue.record("the order did not end")
      return
    }
    #expect(authority.signals.announcements.count == 1)
  }

  @Test("an order whose issuer never signs again ends invalid after 24 hours")
  func givesUp() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let broken = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    let run = authority.newRun()
    try await authority.workOnce(as: run, signer: broken)
    authority.time.advance(by: .seconds(86_399))
    try await authority.workOnce(as: run, signer: broken)
    #expect(try await authority.state(of: order) == .processing)
    authority.time.advance(by: .seconds(1))
    try await authority.workOnce(as: run, signer: broken)
    guard case .invalid(let failure) = try await authority.state(of: order) else {
      Issue.record("the order is still processing")
      return
    }
    #expect(failure.kind == .serverInternal)
    #expect(failure.detail.contains("Place a new order"))
    #expect(authority.signals.announcements.map(\.outcome) == [.failed(failure)])
  }

  @Test("a job that the token didn't sign goes back to its place in the queue (law 4)")
  func delay() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let broken = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .after), isLasting: false))
    let run = authority.newRun()
    try await authority.workOnce(as: run, signer: broken)
    try await authority.acceptOrder(name: "later.example.org")
    #expect(try await authority.workOnce(as: run))
    #expect(authority.signals.announcements.map(\.order) == [order])
  }

  @Test("a job that was given back may be taken at once, even where a clock is an hour behind")
  func clockBehind() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let broken = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    try await authority.workOnce(as: authority.newRun(), signer: broken)
    authority.time.advance(by: .seconds(-3600))
    #expect(try await authority.workOnce(as: authority.newRun()))
    #expect(try await authority.certificate(of: order) != nil)
  }

  @Test("an issuer that lost its lease stores nothing and announces nothing")
  func leaseLost() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let (first, second) = (authority.newRun(), authority.newRun())
    let signer = SpySigner(authority.key) { _ throws(SigningError) in
      authority.time.advance(by: TestAuthority.lease)
      _ = try? await authority.workOnce(as: second)
    }
    try await authority.workOnce(as: first, signer: signer)
    #expect(authority.signals.announcements.count == 1)
    let certificate = try await #require(authority.certificate(of: order))
    #expect(authority.signals.announcements.map(\.outcome) == [.issued(certificate.serial)])
  }
}
