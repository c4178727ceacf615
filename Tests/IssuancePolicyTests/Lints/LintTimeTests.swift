import CertificateFormats
import Foundation
import IssuancePolicy
import Testing

/// Rules that compare a certificate with the time of its signing.
@Suite("Lints know the time")
struct LintTimeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let notBefore: String
    let notAfter: String
    let isAllowed: Bool

    init(_ notBefore: String, _ notAfter: String, _ isAllowed: Bool) {
      self.notBefore = notBefore
      self.notAfter = notAfter
      self.isAllowed = isAllowed
    }

    var testDescription: String { "\(notBefore) to \(notAfter)" }
  }

  // Both ends count; the last second of the longest validity, and the first one too many.
  @Test(
    "the longest validity goes by the day of issuance (BR §6.3.2)",
    arguments: [
      Case("260314235959Z", "270416235958Z", true), Case("260314235959Z", "270416235959Z", false),
      Case("260315000000Z", "260930235959Z", true), Case("260315000000Z", "261001000000Z", false),
      Case("270314235959Z", "270930235958Z", true), Case("270314235959Z", "270930235959Z", false),
      Case("270315000000Z", "270622235959Z", true), Case("270315000000Z", "270623000000Z", false),
      Case("290314235959Z", "290622235958Z", true), Case("290314235959Z", "290622235959Z", false),
      Case("290315000000Z", "290430235959Z", true), Case("290315000000Z", "290501000000Z", false),
    ])
  func schedule(example: Case) throws {
    var draft = try DraftCertificate(certificate: LintVectorTests.good(.leaf))
    draft.notBefore = .utcTime(example.notBefore)
    draft.notAfter = .utcTime(example.notAfter)
    let ids = CertificateInspection(of: draft.certificate, as: .leaf).findings.map(\.id)
    #expect(ids == (example.isAllowed ? ["validity_at_the_limit"] : ["validity_too_long"]))
  }

  private func errors(
    _ base: LintVector.Base, signedAfter seconds: Double
  ) throws -> [String] {
    let certificate = try Certificate(base)
    let linter = Linter(for: base.role, under: try LintVectorTests.issuer(of: base))
    do throws(LintError) {
      _ = try linter.linted(
        certificate.tbs, at: certificate.notBefore.addingTimeInterval(seconds))
      return []
    } catch {
      return error.errors.map(\.id)
    }
  }

  private struct Certificate {
    let tbs: [UInt8]
    let notBefore: Date

    init(_ base: LintVector.Base) throws {
      let der = try LintVectorTests.good(base)
      tbs = try DraftCertificate(certificate: der).derBytes
      notBefore = try X509Times.notBefore(of: der)
    }
  }

  @Test(
    "a leaf is signed within 48 hours of its notBefore: recorded bytes grow too old (BR §7.1.2.7)",
    arguments: [
      (0.0, true), (3_600, true), (172_800, true), (172_801, false), (-172_800, true),
      (-172_801, false),
    ])
  func leaf(offset: Double, isAllowed: Bool) throws {
    #expect(
      try errors(.leaf, signedAfter: offset)
        == (isAllowed ? [] : ["not_before_far_from_signing"]))
  }

  @Test(
    "a CA is signed at its notBefore or at most a day later (BR §7.1.2.10.1)",
    arguments: [LintVector.Base.intermediate, .root],
    [(0.0, true), (86_400, true), (86_401, false), (-1, false)])
  func authority(base: LintVector.Base, offset: (Double, Bool)) throws {
    #expect(
      try errors(base, signedAfter: offset.0) == (offset.1 ? [] : ["not_before_not_at_signing"]))
  }

  @Test("a backdated leaf is judged by the day of its signing, not by its notBefore (BR §6.3.2)")
  func backdatedOverAnEdge() throws {
    var draft = try DraftCertificate(certificate: LintVectorTests.good(.leaf))
    draft.notBefore = .utcTime("270314233000Z")
    draft.notAfter = .utcTime("270901000000Z")
    let linter = Linter(for: .leaf, under: nil)
    let error = #expect(throws: LintError.self) {
      // 2027-03-15T00:30:00Z: from this day on, 100 days are the limit.
      _ = try linter.linted(draft.derBytes, at: Date(timeIntervalSince1970: 1_805_070_600))
    }
    #expect(error?.errors.map(\.id) == ["validity_too_long"])
  }
}
