import ACMEProtocol
import Conformance
import Crypto
import Testing
import X509

@Suite("Deactivated authorizations (RFC 8555 §7.5.2)")
struct AuthorizationDeactivationTests {
  private static let deactivation = #"{"status":"deactivated"}"#

  @Test(
    "A valid one counts for nothing any more: its orders are invalid and say why",
    .holds("bad-input/order/authorization-deactivated", "8555/7.5.2/deactivated-insufficient"))
  func valid() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.decidedOrder(for: ["a.example", "b.example"])
      #expect(order.resource.status == .ready)
      let url = order.resource.authorizations[0]
      for _ in 0..<2 {
        let answer = try await applicant.post(Self.deactivation, at: url)
        #expect(answer.status == 200)
        #expect(try answer.resource(AuthorizationResource.self).status == .deactivated)
      }

      let invalid: OrderResource = try await applicant.post(at: order.url).resource()
      #expect(invalid.status == .invalid)
      #expect(invalid.error?.problemType == .unauthorized)
      #expect(invalid.error?.detail == "The authorization for a.example was deactivated.")
      let csr = try SigningRequest(names: ["a.example", "b.example"])
        .derBytes(signedBy: Certificate.PrivateKey(P256.Signing.PrivateKey()))
      let finalized = try await applicant.post(Applicant.finalize(csr), at: order.resource.finalize)
      #expect(finalized.status == 403)
      #expect(try finalized.resource(ProblemDocument.self).problemType == .orderNotReady)

      let next = try await applicant.placedOrder(for: ["a.example", "b.example"])
      #expect(next.resource.status == .pending)
      #expect(next.resource.authorizations[0] != url)
      #expect(next.resource.authorizations[1] == order.resource.authorizations[1])
    }
  }

  @Test("A pending one can't be answered any more")
  func pending() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.placedOrder(for: ["a.example"])
      let url = order.resource.authorizations[0]
      let authorization: AuthorizationResource = try await applicant.post(
        Self.deactivation, at: url
      ).resource()
      #expect(authorization.status == .deactivated)
      let answer = try await applicant.post("{}", at: authorization.challenges[0].url)
      #expect(answer.status == 400)
      #expect(answer.text.contains("is deactivated, not pending"))
      #expect(try await applicant.post(at: order.url).text.contains("was deactivated"))
    }
  }

  @Test("One that failed or expired can't be given up")
  func over() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let refused = try await applicant.decidedOrder(for: ["refused.example"])
      let answer = try await applicant.post(
        Self.deactivation, at: refused.resource.authorizations[0])
      #expect(answer.status == 400)
      #expect(answer.text.contains("The authorization is invalid"))
      let pending = try await applicant.placedOrder(for: ["a.example"])
      authority.time.advance(by: TestAuthority.orderLifetime)
      let late = try await applicant.post(
        Self.deactivation, at: pending.resource.authorizations[0])
      #expect(late.status == 400)
      #expect(late.text.contains("The authorization is expired"))
    }
  }

  @Test(
    "Only the account that owns it gives it up", .holds("8555/7.5.2/deactivation-signed"))
  func stranger() async throws {
    try await TestAuthority().serve { client in
      let order = try await Applicant(registeredWith: client).placedOrder(for: ["a.example"])
      let answer = try await Applicant(registeredWith: client)
        .post(Self.deactivation, at: order.resource.authorizations[0])
      #expect(answer.status == 404)
    }
  }
}
