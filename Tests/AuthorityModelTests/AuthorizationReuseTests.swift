import AuthorityModel
import Testing

@Suite("Whether an authorization serves a new order (RFC 8555 §7.4)")
struct AuthorizationReuseTests {
  private static let needed = Samples.now + .seconds(60)

  private func authorization(
    _ state: Authorization.State, challenges: [Challenge], expiresAt: Timestamp = needed
  ) -> Authorization {
    Authorization(
      id: Samples.id(), account: Samples.id(), identifier: .dns("a.test"), state: state,
      expiresAt: expiresAt, challenges: challenges)
  }

  private func isReusable(
    _ authorization: Authorization, offering methods: [Challenge.Method] = [.http01, .dns01]
  ) -> Bool {
    authorization.isReusable(offering: methods, until: Self.needed, at: Samples.now)
  }

  private let proved = [
    Challenge(method: .http01, token: "1", state: .valid(at: Samples.now)),
    Challenge(method: .dns01, token: "2"),
  ]
  private let untouched = [
    Challenge(method: .http01, token: "1"), Challenge(method: .dns01, token: "2"),
  ]

  @Test func `a proof serves as long as its method is trusted`() {
    #expect(isReusable(authorization(.valid, challenges: proved)))
    #expect(isReusable(authorization(.valid, challenges: proved), offering: [.http01]))
    #expect(!isReusable(authorization(.valid, challenges: proved), offering: [.dns01]))
  }

  @Test func `an untouched one serves as long as a new one would be the same`() {
    #expect(isReusable(authorization(.pending, challenges: untouched)))
    #expect(!isReusable(authorization(.pending, challenges: untouched), offering: [.http01]))
    let answered = [untouched[0], Challenge(method: .dns01, token: "2", state: .processing)]
    #expect(!isReusable(authorization(.pending, challenges: answered)))
  }

  @Test(arguments: [Authorization.State.invalid, .deactivated])
  func `what is over serves no more`(state: Authorization.State) {
    #expect(!isReusable(authorization(state, challenges: proved)))
  }

  @Test func `one that ends too soon doesn't serve`() {
    let early = Self.needed + .milliseconds(-1)
    #expect(!isReusable(authorization(.valid, challenges: proved, expiresAt: early)))
    #expect(!isReusable(authorization(.pending, challenges: untouched, expiresAt: early)))
  }
}
