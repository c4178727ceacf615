import ACMEProtocol
import AuthorityModel
import Conformance
import Foundation
import Testing
import X509

/// The time is 2027-01-15T08:00:00Z.
///
/// What is refused stands in `BadInput.validities`.
@Suite("notBefore and notAfter (RFC 8555 §7.4)")
struct RequestedValidityTests {
  private typealias Time = ACMEProtocol.Timestamp

  @Test(
    "The certificate has just the validity that was asked for, and the order shows it",
    .holds("8555/7.4/as-asked-or-refused", "8555/7.4/nothing-unasked"),
    arguments: [
      ["notBefore": "2027-01-15T08:00:00Z", "notAfter": "2027-04-15T07:59:59Z"],
      ["notBefore": "2027-01-17T08:00:00Z", "notAfter": "2027-01-17T08:00:01Z"],
      ["notBefore": "2027-01-15T20:00:00+02:00", "notAfter": "2027-02-01T00:00:00.75Z"],
    ])
  func asAsked(bounds: [String: String]) async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let order = try await applicant.fulfilledOrder(for: ["a.example"], bounds)
      let notBefore = try #require(bounds["notBefore"].flatMap(Time.init(parsing:)))
      let notAfter = try #require(bounds["notAfter"].flatMap(Time.init(parsing:)))
      #expect(order.resource.notBefore == notBefore)
      #expect(order.resource.notAfter == notAfter)
      let leaf = try await applicant.leaf(of: order)
      #expect(Time(leaf.notValidBefore) == notBefore)
      #expect(Time(leaf.notValidAfter) == notAfter)
    }
  }

  @Test("Of two bounds, the one that is left out is the profile's")
  func oneOfThem() async throws {
    try await TestAuthority().serve { client in
      let applicant = try await Applicant(registeredWith: client)
      let late = try await applicant.fulfilledOrder(
        for: ["a.example"], ["notBefore": "2027-01-16T08:00:00Z"])
      #expect(late.resource.notAfter == nil)
      #expect(
        try await applicant.leaf(of: late).notValidAfter
          == Time(parsing: "2027-04-16T07:59:59Z")?.date)
      let short = try await applicant.fulfilledOrder(
        for: ["a.example"], ["notAfter": "2027-01-22T08:00:00Z"])
      #expect(short.resource.notBefore == nil)
      let leaf = try await applicant.leaf(of: short)
      #expect(leaf.notValidBefore == TestAuthority.now.date)
      #expect(leaf.notValidAfter == Time(parsing: "2027-01-22T08:00:00Z")?.date)
    }
  }

  @Test("An order ends when the certificate that it asks for would be over")
  func expiry() async throws {
    try await TestAuthority().serve { client in
      let order = try await Applicant(registeredWith: client)
        .placedOrder(for: ["a.example"], ["notAfter": "2027-01-15T08:10:00Z"])
      #expect(order.resource.expires == Time(parsing: "2027-01-15T08:10:00Z"))
    }
  }
}
