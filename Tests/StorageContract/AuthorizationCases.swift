internal import AuthorityModel
internal import Storage
internal import Testing

extension ContractCase {
  static let authorizationCases = [
    ContractCase("an authorization is replaced only as it was read") { stores in
      let old = try await stores.insertedAuthorization()
      var new = old
      #expect(new.respond(to: .http01, at: Samples.now) == .validate)
      #expect(try await stores.authorizations.update(old, to: new))
      #expect(try await stores.authorizations.authorization(old.id) == new)
      let isUpdatedAgain = try await stores.authorizations.update(old, to: new)
      #expect(!isUpdatedAgain)
    },
    ContractCase("of many concurrent updates of one authorization one is made") { stores in
      let old = try await stores.insertedAuthorization()
      var new = old
      _ = new.respond(to: .http01, at: Samples.now)
      let updates = try await withThrowingTaskGroup { [new] group in
        for _ in 0..<20 {
          group.addTask { try await stores.authorizations.update(old, to: new) }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(updates == 1)
    },
    ContractCase("an authorization that isn't there is neither found nor updated") { stores in
      let absent = Samples.authorization("a.test", of: Samples.id())
      #expect(try await stores.authorizations.authorization(absent.id) == nil)
      let isUpdated = try await stores.authorizations.update(absent, to: absent)
      #expect(!isUpdated)
    },
    ContractCase("a validation that waits for its next attempt is found, with what has failed") {
      stores in
      let old = try await stores.insertedAuthorization()
      var answered = old
      _ = answered.respond(to: .http01, at: Samples.now)
      var waiting = answered
      let failure = Failure(
        .dns, "none", subproblems: [.init(name: "a.test", .dns, "none")])
      let end = waiting.endAttempt(
        .http01, as: .invalid(failure), at: Samples.now, validFor: .seconds(1),
        retries: ValidationRetries(pauses: [.seconds(5)]))
      #expect(end == .retry(at: Samples.now + .seconds(5)))
      #expect(try await stores.authorizations.update(old, to: answered))
      #expect(try await stores.authorizations.update(answered, to: waiting))
      let isUpdatedLate = try await stores.authorizations.update(answered, to: answered)
      #expect(!isUpdatedLate)
      #expect(try await stores.authorizations.authorizationsInValidation() == [waiting])
    },
    ContractCase("a validation under way is found until it has ended") { stores in
      _ = try await stores.insertedAuthorization()
      let old = try await stores.insertedAuthorization()
      var answered = old
      _ = answered.respond(to: .http01, at: Samples.now)
      _ = try await stores.authorizations.update(old, to: answered)
      #expect(try await stores.authorizations.authorizationsInValidation() == [answered])
      var concluded = answered
      let failure = Failure(.connection, "refused")
      _ = concluded.conclude(
        .http01, as: .invalid(failure), at: Samples.now, validFor: .seconds(1))
      #expect(try await stores.authorizations.update(answered, to: concluded))
      #expect(try await stores.authorizations.authorizationsInValidation().isEmpty)
      #expect(try await stores.authorizations.authorization(old.id)?.failure == failure)
    },
  ]
}

extension StoresUnderTest {
  fileprivate func insertedAuthorization() async throws -> Authorization {
    let authorization = Samples.authorization("a.test", of: Samples.id())
    let order = Samples.order(of: authorization.account, authorizations: [authorization])
    try await orders.insert(order, with: [authorization])
    return authorization
  }
}
