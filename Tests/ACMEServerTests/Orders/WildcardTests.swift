import ACMEProtocol
import AuthorityModel
import Conformance
import Testing
import X509

@Suite("Wildcards (RFC 8555 §7.1.3)")
struct WildcardTests {
  @Test(
    "A wildcard is authorized under its base name, marked as such, by dns-01 alone",
    .holds("8555/7.1.3/wildcard-base", "8555/7.1.4/wildcard-field", "8555/8.4/token"))
  func authorizations() async throws {
    try await TestAuthority(offering: [.http01, .dns01]).serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.placedOrder(for: ["*.a.example", "a.example"])
      #expect(order.resource.identifiers == [.dns("*.a.example"), .dns("a.example")])
      try #require(order.resource.authorizations.count == 2)
      let wildcard: AuthorizationResource = try await applicant.post(
        at: order.resource.authorizations[0]
      ).resource()
      #expect(wildcard.identifier == .dns("a.example"))
      #expect(wildcard.wildcard == true)
      #expect(wildcard.challenges.map(\.type) == ["dns-01"])
      let plain: AuthorizationResource = try await applicant.post(
        at: order.resource.authorizations[1]
      ).resource()
      #expect(plain.identifier == .dns("a.example"))
      #expect(plain.wildcard == nil)
      #expect(plain.challenges.map(\.type) == ["http-01", "dns-01"])
      let tokens = (wildcard.challenges + plain.challenges).compactMap(\.token)
      #expect(Set(tokens).count == 3)
      #expect(tokens.allSatisfy { $0.utf8.count == 43 })
    }
  }

  @Test("The certificate bears the wildcard and the name beside it")
  func certificate() async throws {
    try await TestAuthority(offering: [.http01, .dns01]).serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.fulfilledOrder(for: ["*.a.example", "a.example"])
      let names = try #require(
        try await applicant.leaf(of: order).extensions.subjectAlternativeNames)
      #expect(Set(names) == [.dnsName("*.a.example"), .dnsName("a.example")])
    }
  }

  @Test("Without dns-01 a wildcard is refused, and said which")
  func withoutDNS() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let answer = try await applicant.post(
        Applicant.newOrder(["a.example", "*.b.example", "*.c.example"]), to: "/acme/new-order")
      #expect(answer.status == 400)
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == .rejectedIdentifier)
      #expect(
        problem.subproblems?.map(\.identifier) == [.dns("*.b.example"), .dns("*.c.example")])
      #expect(try await DatabaseContents(of: authority.stores).rowCount(of: "orders") == 0)
    }
  }
}
