import ACMEProtocol
import AuthorityModel
import Conformance
import Testing

@Suite("Authorizations that serve again (RFC 8555 §7.4)")
struct AuthorizationReuseTests {
  @Test(
    "What is proved needs no second proof: the order is ready and lists it",
    .holds("8555/7.1.3/reused-authorizations-shown"))
  func proved() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let first = try await applicant.fulfilledOrder(for: ["a.example"])
      let second = try await applicant.placedOrder(for: ["A.example"])
      #expect(second.resource.status == .ready)
      #expect(second.resource.authorizations == first.resource.authorizations)
      #expect(second.url != first.url)
      let mixed = try await applicant.placedOrder(for: ["b.example", "a.example"])
      #expect(mixed.resource.status == .pending)
      #expect(mixed.resource.authorizations[1] == first.resource.authorizations[0])
      #expect(try await applicant.fulfilledOrder(for: ["a.example"]).resource.status == .valid)
    }
  }

  @Test("What waits for an answer serves a second order; what was answered in vain doesn't")
  func pending() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let first = try await applicant.placedOrder(for: ["a.example"])
      let second = try await applicant.placedOrder(for: ["a.example"])
      #expect(first.resource.authorizations == second.resource.authorizations)
      let refused = try await applicant.decidedOrder(for: ["refused.example"])
      let again = try await applicant.placedOrder(for: ["refused.example"])
      #expect(again.resource.status == .pending)
      #expect(again.resource.authorizations != refused.resource.authorizations)
    }
  }

  @Test("A proof is its account's own")
  func otherAccount() async throws {
    try await TestAuthority().serve { client in
      let owner = try await Applicant(registeredWith: client)
      let proved = try await owner.decidedOrder(for: ["a.example"])
      let order = try await Applicant(registeredWith: client).placedOrder(for: ["a.example"])
      #expect(order.resource.status == .pending)
      #expect(order.resource.authorizations != proved.resource.authorizations)
    }
  }

  @Test("A name's proof serves no wildcard, and a wildcard's serves no name")
  func wildcard() async throws {
    try await TestAuthority(offering: [.dns01]).serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let name = try await applicant.decidedOrder(for: ["a.example"])
      let wildcard = try await applicant.decidedOrder(for: ["*.a.example"])
      #expect(name.resource.authorizations != wildcard.resource.authorizations)
      let both = try await applicant.placedOrder(for: ["*.a.example", "a.example"])
      #expect(both.resource.status == .ready)
      #expect(
        both.resource.authorizations
          == wildcard.resource.authorizations + name.resource.authorizations)
    }
  }

  @Test("A proof that ends too soon is made anew, and an order never outlives its proofs")
  func expiry() async throws {
    let authority = try await TestAuthority()
    try await authority.serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let first = try await applicant.decidedOrder(for: ["a.example"])
      // A proof holds for a day here, and an order for an hour.
      authority.time.advance(by: .seconds(23 * 3600))
      let second = try await applicant.placedOrder(for: ["a.example"])
      #expect(second.resource.authorizations == first.resource.authorizations)
      authority.time.advance(by: .seconds(1))
      let third = try await applicant.placedOrder(for: ["a.example"])
      #expect(third.resource.authorizations != first.resource.authorizations)
      #expect(third.resource.status == .pending)
    }
  }
}
