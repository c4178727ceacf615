import ACMEProtocol
import Conformance
import Crypto
import Testing
import X509

@Suite("Orders that came to nothing (RFC 8555 §7.1.6)")
struct InvalidOrderTests {
  @Test(
    "Several identifiers that failed are told one by one",
    .holds("8555/6.7.1/subproblem-identifier", "8555/6.7.1/no-identifier-at-top"))
  func subproblems() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.placedOrder(
        for: ["refused-a.example", "b.example", "refused-c.example"])
      for url in order.resource.authorizations {
        let authorization: AuthorizationResource = try await applicant.post(at: url).resource()
        _ = try await applicant.post("{}", at: authorization.challenges[0].url)
        try await applicant.untilDecided(url)
      }
      let answer = try await applicant.post(at: order.url)
      let invalid: OrderResource = try answer.resource()
      #expect(invalid.status == .invalid)
      #expect(invalid.identifiers == order.resource.identifiers)
      #expect(invalid.authorizations == order.resource.authorizations)
      let error = try #require(invalid.error)
      #expect(error.problemType == .dns)
      #expect(error.detail?.hasPrefix("2 names failed: refused-a.example, ") == true)
      #expect(
        error.subproblems == [
          .init(
            .dns, detail: "refused-a.example has no address.",
            identifier: .dns("refused-a.example")),
          .init(
            .dns, detail: "refused-c.example has no address.",
            identifier: .dns("refused-c.example")),
        ])
      // Only subproblems have identifiers, of which there are two.
      #expect(answer.text.split(separator: #""identifier":"#).count == 3)
    }
  }

  @Test(
    "An order whose time ran out is invalid, says so, and can't be finalized",
    .holds("8555/7.4/expired-order"), arguments: [true, false])
  func expired(isReady: Bool) async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order =
        isReady
        ? try await applicant.decidedOrder(for: ["a.example"])
        : try await applicant.placedOrder(for: ["a.example"])
      #expect(order.resource.status == (isReady ? .ready : .pending))
      authority.time.advance(by: TestAuthority.orderLifetime + .milliseconds(-1))
      let still: OrderResource = try await applicant.post(at: order.url).resource()
      #expect(still.status == order.resource.status)
      authority.time.advance(by: .milliseconds(1))
      let late: OrderResource = try await applicant.post(at: order.url).resource()
      #expect(late.status == .invalid)
      #expect(late.error?.detail?.contains("expired") == true)
      let csr = try SigningRequest(names: ["a.example"])
        .derBytes(signedBy: Certificate.PrivateKey(P256.Signing.PrivateKey()))
      let answer = try await applicant.post(Applicant.finalize(csr), at: order.resource.finalize)
      #expect(answer.status == 403)
      let problem: ProblemDocument = try answer.resource()
      #expect(problem.problemType == .orderNotReady)
      #expect(try await DatabaseContents(of: authority.stores).rowCount(of: "jobs") == 0)
    }
  }

  @Test(
    "Identifiers and authorizations stay as they were, from the beginning to the certificate",
    .holds("8555/7.1.3/order-fixed"))
  func fixed() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let placed = try await applicant.placedOrder(for: ["b.example", "a.example"])
      let fulfilled = try await applicant.fulfilledOrder(for: ["b.example", "a.example"])
      #expect(fulfilled.resource.identifiers == placed.resource.identifiers)
      #expect(fulfilled.resource.authorizations == placed.resource.authorizations)
      let first: OrderResource = try await applicant.post(at: placed.url).resource()
      #expect(first.status == .ready)
      #expect(first.identifiers == placed.resource.identifiers)
      #expect(first.authorizations == placed.resource.authorizations)
    }
  }
}
