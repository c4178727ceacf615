import ACMEProtocol
import AuthorityModel
import Conformance
import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import Registration
import Testing
import X509

@Suite("Renewal information (RFC 9773 §4)")
struct RenewalInfoTests {
  private static func window(of answer: Answer) throws -> RenewalInfoResource.Window {
    try answer.resource(RenewalInfoResource.self).suggestedWindow
  }

  @Test(
    "Anybody learns when a certificate is to be renewed, at the URL that the directory names",
    .holds(
      "9773/3/directory", "9773/4.1/identifier", "9773/4.2/window", "9773/4.2/retry-after",
      "9773/6/unauthenticated"))
  func window() async throws {
    try await TestAuthority().serve { client in
      let directory: DirectoryResource = try await client.send(
        RawRequest(path: "/directory", method: .get)
      ).resource()
      #expect(directory.renewalInfo == TestAuthority.externalURL + "/acme/renewal-info")
      let applicant = try await Applicant(registeredWith: client)
      let leaf = try await applicant.certificate(for: ["a.example"]).certificate
      let answer = try await client.renewalInfo(leaf.identifier)
      #expect(answer.status == 200)
      #expect(answer["Content-Type"] == "application/json")
      #expect(answer["Cache-Control"] == "public, max-age=300")
      #expect(answer["Replay-Nonce"] == nil)
      let pause = try #require(answer["Retry-After"].flatMap { Int($0) })
      #expect((19_440...21_600).contains(pause))
      #expect(try answer.resource(RenewalInfoResource.self).explanationURL == nil)
      let window = try Self.window(of: answer)
      let expected = RenewalWindow(
        validFrom: AuthorityModel.Timestamp(leaf.notValidBefore),
        through: AuthorityModel.Timestamp(leaf.notValidAfter))
      #expect(window.start.date == expected.start.date)
      #expect(window.end.date == expected.end.date)
      #expect(leaf.notValidBefore < window.start.date && window.end.date < leaf.notValidAfter)

      // The same for everybody, and by POST-as-GET.
      #expect(try Self.window(of: await client.renewalInfo(leaf.identifier)) == window)
      let stranger = try await Applicant(registeredWith: client)
      let signed = try await stranger.post(to: "/acme/renewal-info/" + leaf.identifier)
      #expect(try Self.window(of: signed) == window)
      #expect(signed["Cache-Control"] == "no-store")
    }
  }

  @Test(
    "A certificate that was revoked is to be renewed at once, whatever was told before",
    .holds("9773/4.2/end-after-start"))
  func revoked() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let held = try await applicant.certificate(for: ["a.example"])
      let identifier = try held.certificate.identifier
      let before = try Self.window(of: await client.renewalInfo(identifier))
      #expect(before.start.date > authority.time.now.date)
      #expect(try await applicant.revoke(held).status == 200)
      let after = try Self.window(of: await client.renewalInfo(identifier))
      #expect(after.end.date < authority.time.now.date)
      #expect(after.start.date < after.end.date)
      // It doesn't move: who asks tomorrow is told the same.
      authority.time.advance(by: .seconds(86_400))
      #expect(try Self.window(of: await client.renewalInfo(identifier)) == after)
    }
  }

  @Test("So is one whose key was blocked for another's compromise")
  func blocked() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let key = P256.Signing.PrivateKey()
      let held = try await applicant.certificate(for: ["a.example"], key: key)
      let twin = try await applicant.finalization(of: ["b.example"], key: key)
      let order: OrderResource = try twin.resource()
      let other = try await applicant.leaf(of: PlacedOrder(url: "", resource: order))
      _ = try await client.renewalInfo(other.identifier)
      let holder = held.holder(at: client)
      #expect(try await holder.revoke(held, because: "1").status == 200)
      let window = try Self.window(of: await client.renewalInfo(other.identifier))
      #expect(window.end.date < authority.time.now.date)
    }
  }

  @Test("It costs one statement, and none when it is asked for again")
  func statements() async throws {
    let ledger = StatementLedger()
    let authority = try await TestAuthority(observingStatements: ledger.note)
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let leaf = try await applicant.certificate(for: ["a.example"]).certificate
      let isReading = { (text: String) in text.hasPrefix("SELECT") && text.contains("der") }
      _ = ledger.taken()
      _ = try await client.renewalInfo(leaf.identifier)
      #expect(ledger.taken().count(where: isReading) == 1)
      for _ in 0..<3 { #expect(try await client.renewalInfo(leaf.identifier).status == 200) }
      #expect(!ledger.taken().contains { $0.hasPrefix("SELECT") })
    }
  }

  @Test("A page that explains it is named where the operator has one")
  func explanation() async throws {
    let page = "https://ca.example/renewals"
    try await TestAuthority(explainingRenewalsAt: page).serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let leaf = try await applicant.certificate(for: ["a.example"]).certificate
      let info: RenewalInfoResource = try await client.renewalInfo(leaf.identifier).resource()
      #expect(info.explanationURL == page)
    }
  }
}
