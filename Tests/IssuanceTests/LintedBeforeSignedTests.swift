import AuthorityModel
import Issuance
import IssuancePolicy
import SQLiteStorage
import Signing
import Storage
import Testing

@Suite("Linted before signed")
struct LintedBeforeSignedTests {
  private func failure(
    of order: OrderID, in authority: TestAuthority
  ) async throws -> Failure? {
    guard case .invalid(let failure) = try await authority.state(of: order) else { return nil }
    return failure
  }

  @Test(
    "a certificate with an error is never shown to the key; its order ends with the lint's name")
  func faulty() async throws {
    var authority = try await TestAuthority()
    // Since 2026-03-15, 200 days are the limit (BR §6.3.2).
    authority.validity = .seconds(201 * 86_400)
    let order = try await authority.acceptOrder()
    let signer = SpySigner(authority.key)
    try await authority.workOnce(as: authority.newRun(), signer: signer)
    #expect(signer.messages.isEmpty)
    let failure = try await #require(failure(of: order, in: authority))
    #expect(failure.kind == .serverInternal)
    #expect(failure.detail.contains("validity_too_long (BR §6.3.2)"))
    #expect(authority.signals.announcements.count == 1)
  }

  @Test("a certificate with a warning is signed")
  func warned() async throws {
    var authority = try await TestAuthority()
    authority.validity = .seconds(200 * 86_400)
    let order = try await authority.acceptOrder()
    try await authority.workOnce(as: authority.newRun())
    #expect(try await authority.certificate(of: order) != nil)
  }

  @Test("a finding is told at its first time and counted at each")
  func tally() throws {
    let tally = LintTally()
    let reversed = CertificateInspection(of: [0x30, 0x00]).findings
    #expect(tally.count(reversed) == reversed)
    #expect(tally.count(reversed) == [])
    #expect(tally.all == ["certificate_unreadable": 2])
    #expect(tally.count([]) == [])
  }

  @Test(
    "bytes that a crash left behind are linted again: after 48 hours they are signed no more",
    arguments: [(47, true), (49, false)])
  func tooOld(hours: Int, isSigned: Bool) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let away = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    try await authority.workOnce(as: authority.newRun(), signer: away)
    let recorded = try await #require(authority.rebooted().recordedReservation())

    let rebooted = try authority.rebooted()
    rebooted.time.advance(by: .seconds(hours * 3_600))
    let run = rebooted.newRun()
    try await rebooted.stores.jobs.releaseLeases(exceptOf: run)
    let signer = SpySigner(rebooted.key)
    #expect(try await rebooted.workOnce(as: run, signer: signer))
    if isSigned {
      #expect(signer.messages == [recorded.tbsCertificate])
      #expect(try await rebooted.certificate(of: order) != nil)
    } else {
      #expect(signer.messages.isEmpty)
      let failure = try await #require(failure(of: order, in: rebooted))
      #expect(failure.detail.contains("not_before_far_from_signing"))
    }
  }
}
