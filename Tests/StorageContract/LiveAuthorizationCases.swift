internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let liveAuthorizationCases = [
    ContractCase("live authorizations are found for each name in turn, the longest first") {
      stores in
      let account: AccountID = Samples.id()
      let short = try await stores.inserted("a.test", of: account, for: .seconds(60))
      let long = try await stores.inserted("a.test", of: account, for: .seconds(90))
      let other = try await stores.inserted("b.test", of: account, for: .seconds(60))
      let names = ["b.test", "none.test", "a.test"].map {
        AuthorizedName(.dns($0), isWildcard: false)
      }
      let found = try await stores.orders.liveAuthorizations(
        of: account, for: names, until: Samples.now + .seconds(60))
      #expect(found == [[other], [], [long, short]])
      let later = try await stores.orders.liveAuthorizations(
        of: account, for: names, until: Samples.now + .seconds(61))
      #expect(later == [[], [], [long]])
      let foreign = try await stores.orders.liveAuthorizations(
        of: Samples.id(), for: names, until: Samples.now)
      #expect(foreign == [[], [], []])
    },
    ContractCase("a wildcard's authorization is another than its base name's") { stores in
      let account: AccountID = Samples.id()
      let wildcard = try await stores.inserted(
        "a.test", isWildcard: true, of: account, for: .seconds(60))
      for isWildcard in [true, false] {
        let found = try await stores.orders.liveAuthorizations(
          of: account, for: [AuthorizedName(.dns("a.test"), isWildcard: isWildcard)],
          until: Samples.now)
        #expect(found == [isWildcard ? [wildcard] : []])
      }
    },
    ContractCase("authorizations live while they are untouched or valid, not in between or after") {
      stores in
      let account: AccountID = Samples.id()
      let name = [AuthorizedName(.dns("a.test"), isWildcard: false)]
      let untouched = try await stores.inserted("a.test", of: account, for: .seconds(60))
      var answered = untouched
      _ = answered.respond(to: .http01, at: Samples.now)
      _ = try await stores.authorizations.update(untouched, to: answered)
      var found = try await stores.orders.liveAuthorizations(
        of: account, for: name, until: Samples.now)
      #expect(found == [[]])
      var proved = answered
      let record = ValidationRecord(
        method: .http01, validatedAt: Samples.now, observations: ["It was seen."])
      _ = proved.conclude(
        .http01, as: .valid(record), at: Samples.now, validFor: .seconds(3600))
      _ = try await stores.authorizations.update(answered, to: proved)
      found = try await stores.orders.liveAuthorizations(
        of: account, for: name, until: Samples.now + .seconds(3600))
      #expect(found == [[proved]])
      var deactivated = proved
      let isGivenUp = deactivated.deactivate()
      #expect(isGivenUp)
      _ = try await stores.authorizations.update(proved, to: deactivated)
      found = try await stores.orders.liveAuthorizations(
        of: account, for: name, until: Samples.now)
      #expect(found == [[]])
    },
  ]
}

extension StoresUnderTest {
  /// An authorization that lives for so long, and an order for it.
  fileprivate func inserted(
    _ name: String, isWildcard: Bool = false, of account: AccountID, for lifetime: Duration
  ) async throws -> Authorization {
    let authorization = Authorization(
      id: Samples.id(), account: account, identifier: .dns(name), isWildcard: isWildcard,
      expiresAt: Samples.now + lifetime, challenges: [Challenge(method: .http01, token: "token")])
    try await orders.insert(
      Samples.order(of: account, authorizations: [authorization]), with: [authorization])
    return authorization
  }
}
