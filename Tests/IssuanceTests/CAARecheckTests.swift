import AuthorityModel
import Issuance
import SQLiteStorage
import Signing
import Storage
import Testing

/// CA/B Baseline Requirements §3.2.2.8: no certificate rests on a check of more than eight hours ago.
@Suite("CAA checks of jobs that waited")
struct CAARecheckTests {
  private static let eightHours = Duration.seconds(8 * 3600)
  private static let failure = Failure(.caa, "The CAA records of example.org forbid it.")

  private func authority(failure: Failure? = nil) async throws -> TestAuthority {
    var authority = try await TestAuthority()
    authority.caa = CountingCAAGate(failure: failure)
    return authority
  }

  @Test("a job whose check still counts is signed without another")
  func fresh() async throws {
    let authority = try await authority(failure: Self.failure)
    let order = try await authority.acceptOrder(caaCheckedAt: authority.time.now)
    authority.time.advance(by: Self.eightHours - .milliseconds(1))
    try await authority.workOnce(as: authority.newRun())
    #expect(try await authority.certificate(of: order) != nil)
    #expect(authority.caa.askings == 0)
  }

  @Test("a job that no check belongs to is signed without one")
  func unchecked() async throws {
    let authority = try await authority(failure: Self.failure)
    let order = try await authority.acceptOrder()
    authority.time.advance(by: Self.eightHours * 2)
    try await authority.workOnce(as: authority.newRun())
    #expect(try await authority.certificate(of: order) != nil)
    #expect(authority.caa.askings == 0)
  }

  @Test("an old check is repeated, and then the job is signed")
  func repeated() async throws {
    let authority = try await authority()
    let order = try await authority.acceptOrder(caaCheckedAt: authority.time.now)
    authority.time.advance(by: Self.eightHours)
    try await authority.workOnce(as: authority.newRun())
    #expect(try await authority.certificate(of: order) != nil)
    #expect(authority.caa.askings == 1)
  }

  @Test("what is forbidden by now is never signed, and its order ends invalid and says why")
  func forbidden() async throws {
    let authority = try await authority(failure: Self.failure)
    let signer = SpySigner(authority.key)
    let order = try await authority.acceptOrder(caaCheckedAt: authority.time.now)
    authority.time.advance(by: Self.eightHours)
    try await authority.workOnce(as: authority.newRun(), signer: signer)
    #expect(try await authority.state(of: order) == .invalid(Self.failure))
    #expect(signer.messages.isEmpty)
    #expect(authority.signals.announcements.map(\.outcome) == [.failed(Self.failure)])
    #expect(try await authority.stores.jobs.backlog().jobCount == 0)
  }

  @Test("what can't be looked up now is tried again, and ends only when the order is too old")
  func unknown() async throws {
    let silent = Failure(.dns, "The name servers gave no answer.")
    var authority = try await authority(failure: silent)
    let order = try await authority.acceptOrder(caaCheckedAt: authority.time.now)
    authority.time.advance(by: Self.eightHours)
    let run = authority.newRun()
    try await authority.workOnce(as: run)
    #expect(try await authority.state(of: order) == .processing)
    // Not before its pause is over.
    #expect(try await !authority.workOnce(as: run))
    let patient = authority
    authority.caa = CountingCAAGate()
    authority.time.advance(by: .seconds(60))
    try await authority.workOnce(as: run)
    #expect(try await authority.certificate(of: order) != nil)

    let late = try await patient.acceptOrder(
      name: "late.example.org", caaCheckedAt: patient.time.now)
    patient.time.advance(by: .seconds(86_400))
    try await patient.workOnce(as: run)
    #expect(try await patient.state(of: late) == .invalid(silent))
  }

  @Test("a job that was reserved before the HSM went away is checked like any other")
  func reserved() async throws {
    let authority = try await authority(failure: Self.failure)
    let order = try await authority.acceptOrder(caaCheckedAt: authority.time.now)
    let run = authority.newRun()
    let broken = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    try await authority.workOnce(as: run, signer: broken)
    #expect(try await authority.recordedReservation() != nil)
    authority.time.advance(by: .seconds(86_400) - .seconds(1))
    let signer = SpySigner(authority.key)
    try await authority.stores.jobs.releaseLeases(exceptOf: run)
    try await authority.workOnce(as: run, signer: signer)
    #expect(try await authority.state(of: order) == .invalid(Self.failure))
    #expect(signer.messages.isEmpty)
  }
}
