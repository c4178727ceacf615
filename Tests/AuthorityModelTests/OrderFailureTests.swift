import AuthorityModel
import Testing

@Suite("Why an order is invalid (RFC 8555 §6.7.1)")
struct OrderFailureTests {
  private func authorization(_ name: String, _ state: Authorization.State, failing: Failure? = nil)
    -> Authorization
  {
    Authorization(
      id: Samples.id(), account: Samples.id(), identifier: .dns(name), state: state,
      expiresAt: Samples.now + .seconds(60),
      challenges: [
        Challenge(
          method: .http01, token: "token", state: failing.map(Challenge.State.invalid) ?? .pending)
      ])
  }

  private func order(on authorizations: [Authorization]) -> Order {
    Order(
      id: Samples.id(), account: Samples.id(), identifiers: authorizations.map(\.identifier),
      authorizations: authorizations.map(\.id), profile: "default", createdAt: Samples.now,
      expiresAt: Samples.now + .seconds(60))
  }

  private static let dns = Failure(.dns, "a.test has no address.")

  @Test func `an order that isn't invalid has none`() {
    let authorizations = [authorization("a.test", .valid), authorization("b.test", .pending)]
    #expect(order(on: authorizations).failure(given: authorizations, at: Samples.now) == nil)
  }

  @Test func `one identifier's failure is the order's`() {
    let authorizations = [
      authorization("b.test", .valid), authorization("a.test", .invalid, failing: Self.dns),
    ]
    #expect(
      order(on: authorizations).failure(given: authorizations, at: Samples.now) == Self.dns)
  }

  @Test func `failures of one kind keep it, each with its identifier`() {
    let authorizations = ["a.test", "b.test"].map {
      authorization($0, .invalid, failing: Self.dns)
    }
    let failure = order(on: authorizations).failure(given: authorizations, at: Samples.now)
    #expect(failure?.kind == .dns)
    #expect(failure?.subproblems?.map(\.name) == ["a.test", "b.test"])
  }

  @Test func `failures of several kinds are compound`() {
    let authorizations = [
      authorization("a.test", .invalid, failing: Self.dns), authorization("b.test", .deactivated),
      authorization("c.test", .pending),
    ]
    let failure = order(on: authorizations).failure(given: authorizations, at: Samples.now)
    #expect(failure?.kind == .compound)
    #expect(failure?.subproblems?.map(\.kind) == [.dns, .unauthorized])
  }

  @Test func `an order that was given up by nobody but time says so`() {
    let authorizations = [authorization("a.test", .valid)]
    let order = order(on: authorizations)
    #expect(
      order.failure(given: authorizations, at: order.expiresAt)?.detail.contains("expired") == true)
  }

  @Test func `a stored failure comes before all others`() {
    let failure = Failure(.serverInternal, "The profile is gone.")
    let order = Samples.order(state: .invalid(failure))
    let authorizations = Samples.authorizations([.deactivated])
    #expect(order.failure(given: authorizations, at: Samples.now) == failure)
  }
}
