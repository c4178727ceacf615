import AuthorityModel
import IssuancePolicy
import Registration
import SQLiteStorage
import Testing

@Suite("A new order")
struct OrderOpeningTests {
  private func open(_ values: [String], in registry: TestRegistry) async throws
    -> OrderRegistry.View
  {
    try await registry.orders.open(values.map { (type: "dns", value: $0) }, for: registry.account)
  }

  @Test(
    "holds each name once, in small letters and in the order given",
    arguments: [
      (["www.example.org"], ["www.example.org"]),
      (["b.example.org", "a.example.org"], ["b.example.org", "a.example.org"]),
      (["WWW.Example.ORG"], ["www.example.org"]),
      (["a.example.org", "a.example.org"], ["a.example.org"]),
      (["a.example.org", "b.example.org", "A.EXAMPLE.ORG"], ["a.example.org", "b.example.org"]),
      (["xn--bcher-kva.example"], ["xn--bcher-kva.example"]),
    ])
  func names(given: [String], expected: [String]) async throws {
    let registry = try await TestRegistry()
    let view = try await open(given, in: registry)
    #expect(view.order.identifiers == expected.map(Identifier.dns))
    #expect(view.authorizations.map(\.identifier) == view.order.identifiers)
    #expect(view.order.authorizations == view.authorizations.map(\.id))
  }

  @Test("is pending, bears the terms, and can be read back with its authorizations")
  func readBack() async throws {
    let registry = try await TestRegistry()
    let view = try await open(["a.example.org", "b.example.org"], in: registry)
    #expect(view.status == .pending)
    #expect(view.failure == nil)
    #expect(view.order.profile == "default")
    // No longer than what it rests on.
    #expect(view.order.expiresAt == TestRegistry.start + TestRegistry.pendingLifetime)
    for authorization in view.authorizations {
      #expect(authorization.expiresAt == TestRegistry.start + TestRegistry.pendingLifetime)
      #expect(authorization.challenges.map(\.method) == [.http01])
      // RFC 8555 §8.3: 128 random bits at least; these are 256.
      #expect(authorization.challenges.allSatisfy { $0.token.utf8.count == 43 })
    }
    #expect(Set(view.authorizations.flatMap(\.challenges).map(\.token)).count == 2)
    let stored = try await registry.orders.order(view.order.id, of: registry.account)
    #expect(stored.order == view.order)
    #expect(stored.authorizations == view.authorizations)
  }

  @Test("needs a name, and takes as many as the terms say")
  func count() async throws {
    let registry = try await TestRegistry()
    await #expect(throws: RegistrationError.noIdentifiers) { try await open([], in: registry) }
    let names = (0..<6).map { "host\($0).example.org" }
    await #expect(throws: RegistrationError.tooManyIdentifiers(count: 6, limit: 5)) {
      try await open(names, in: registry)
    }
    #expect(try await open(Array(names.prefix(5)), in: registry).authorizations.count == 5)
  }

  @Test("is refused for all of its faults together, in their order")
  func faults() async throws {
    let registry = try await TestRegistry()
    let refused = [
      RefusedIdentifier(type: "ip", value: "192.0.2.1", reason: .unsupportedType("ip")),
      RefusedIdentifier(
        type: "dns", value: "*.example.org", reason: .wildcardWithoutDNSChallenge),
      RefusedIdentifier(type: "dns", value: "localhost", reason: .refused(.syntax(.singleLabel))),
      RefusedIdentifier(type: "dns", value: "", reason: .refused(.syntax(.empty))),
    ]
    let given = [(type: "dns", value: "good.example.org")]
    await #expect(throws: RegistrationError.identifiersRefused(refused)) {
      try await registry.orders.open(
        given + refused.map { (type: $0.type, value: $0.value) }, for: registry.account)
    }
  }

  @Test("of another account looks like none, and so do its authorizations")
  func otherAccount() async throws {
    let registry = try await TestRegistry()
    let stranger = TestRegistry.account(thumbprint: 2)
    _ = try await registry.stores.accounts.insert(stranger)
    let order = try await registry.readyOrder()
    let csr = try TestRegistry.csr()
    for id in [order.id, TestRegistry.id()] {
      await #expect(throws: RegistrationError.notFound(.order)) {
        try await registry.orders.order(id, of: stranger)
      }
      await #expect(throws: RegistrationError.notFound(.order)) {
        try await registry.orders.finalize(id, of: stranger, csr: csr)
      }
    }
    for id in order.authorizations + [TestRegistry.id()] {
      await #expect(throws: RegistrationError.notFound(.authorization)) {
        try await registry.orders.authorization(id, of: stranger)
      }
    }
    #expect(try await registry.jobCount == 0)
    #expect(
      try await registry.orders.authorization(order.authorizations[0], of: registry.account).state
        == .valid)
  }

  @Test("becomes ready with its last authorization")
  func ready() async throws {
    let registry = try await TestRegistry()
    let view = try await open(["a.example.org", "b.example.org"], in: registry)
    for (index, authorization) in view.authorizations.enumerated() {
      try await registry.conclude(authorization, as: .valid(TestRegistry.record))
      let now = try await registry.orders.order(view.order.id, of: registry.account)
      #expect(now.status == (index == 0 ? .pending : .ready))
    }
  }

  @Test("becomes invalid with its first authorization that does, and says why")
  func invalid() async throws {
    let registry = try await TestRegistry()
    let view = try await open(["a.example.org", "b.example.org"], in: registry)
    let failure = Failure(.connection, "Nobody answers.")
    try await registry.conclude(view.authorizations[1], as: .invalid(failure))
    let now = try await registry.orders.order(view.order.id, of: registry.account)
    #expect(now.status == .invalid)
    #expect(now.failure == failure)
  }

  @Test("expires with its pending authorizations")
  func pendingExpires() async throws {
    let registry = try await TestRegistry()
    let order = try await open(["a.example.org"], in: registry).order
    registry.advance(by: TestRegistry.pendingLifetime - .milliseconds(1))
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .pending)
    registry.advance(by: .milliseconds(1))
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .invalid)
  }

  @Test("expires by itself, though its authorizations still hold")
  func readyExpires() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    // What bounded the order when it was placed, since nobody had answered yet.
    registry.advance(by: TestRegistry.pendingLifetime - .milliseconds(1))
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .ready)
    registry.advance(by: .milliseconds(1))
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .invalid)
    let csr = try TestRegistry.csr()
    await #expect(throws: RegistrationError.orderNotReady(.invalid)) {
      try await registry.orders.finalize(order.id, of: registry.account, csr: csr)
    }
  }
}
