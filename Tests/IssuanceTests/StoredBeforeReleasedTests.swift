import AuthorityModel
import CertificateFormats
import SQLiteStorage
import Signing
import Storage
import SwiftASN1
import Testing
import X509

@Suite("Law 2: stored before released")
struct StoredBeforeReleasedTests {
  @Test("an outcome is announced once the certificate can be read from the disk")
  func announced() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    try await authority.workOnce(as: authority.newRun())

    let announcement = try #require(authority.signals.announcements.first)
    #expect(authority.signals.announcements.count == 1)
    #expect(announcement.order == order)
    guard case .issued(let serial) = announcement.outcome else {
      Issue.record("announced as \(announcement.outcome)")
      return
    }
    // The disk as it was when the announcement was made, not as it is now.
    let then = try SQLiteStores(path: announcement.disk.path)
    #expect(try await then.certificates.certificate(serial)?.order == order)
    #expect(try await then.orders.order(order)?.order.state == .valid(certificate: serial))
  }

  @Test(
    "a store that fails announces nothing but what is stored", arguments: Fault.at(.reserve, .store)
  )
  func storeFails(fault: Fault) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let faults = FaultSwitch(fault, isLasting: false)
    try await authority.workOnce(
      as: authority.newRun(), jobs: FaultyJobStore(base: authority.stores.jobs, faults: faults))
    #expect(faults.hasStruck)
    // Whoever asks nevertheless sees a certificate exactly where the write took effect.
    let isStored = fault == Fault(step: .store, side: .after)
    #expect(try await (authority.certificate(of: order) != nil) == isStored)
    #expect(authority.signals.announcements.count == (isStored ? 1 : 0))
  }

  @Test("the certificate verifies under the issuer's key and holds what was recorded")
  func verifies() async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder(name: "a.example.org")
    try await authority.workOnce(as: authority.newRun())
    let issued = try await #require(authority.certificate(of: order))
    let certificate = try Certificate(derEncoded: issued.der)
    #expect(authority.key.publicKey.isValidSignature(certificate.signature, for: certificate))
    #expect(Array(certificate.serialNumber.bytes) == issued.serial.bytes)
    #expect(Timestamp(certificate.notValidBefore) == issued.notBefore)
    #expect(Timestamp(certificate.notValidAfter) == issued.notAfter)
    #expect(
      try certificate.extensions.subjectAlternativeNames
        == SubjectAlternativeNames([.dnsName("a.example.org")]))
  }

  enum Lie: CaseIterable { case foreignKey, otherMessage, noise, nothing }

  @Test("a wrong signature is never stored, and the job waits", arguments: Lie.allCases)
  func wrongSignature(lie: Lie) async throws {
    let authority = try await TestAuthority()
    let order = try await authority.acceptOrder()
    let foreign = try SoftwareSigner(generating: .p256)
    let signer = LyingSigner(publicKey: authority.key.publicKey, algorithm: .ecdsaWithSHA256) {
      message throws(SigningError) in
      switch lie {
      case .foreignKey: try await foreign.signature(for: message)
      case .otherMessage: try await authority.key.signature(for: message + [0])
      case .noise: [UInt8](repeating: 0x30, count: 70)
      case .nothing: []
      }
    }
    let run = authority.newRun()
    try await authority.workOnce(as: run, signer: signer)
    #expect(try await authority.state(of: order) == .processing)
    #expect(authority.signals.announcements.isEmpty)

    authority.time.advance(by: .milliseconds(250))
    try await authority.workOnce(as: run)
    #expect(try await authority.certificate(of: order) != nil)
  }
}
