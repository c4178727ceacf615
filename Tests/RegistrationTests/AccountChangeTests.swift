import AuthorityModel
import Registration
import SQLiteStorage
import Storage
import Testing

@Suite("Changes of accounts (RFC 8555 §7.3)")
struct AccountChangeTests {
  private static let terms = "https://ca.example/terms/1"
  private static let newTerms = "https://ca.example/terms/2"
  private static let key = Array("{\"kty\":\"new\"}".utf8)
  private static let thumbprint = [UInt8](repeating: 77, count: 32)

  @Test("Contacts are replaced, all of them, or stay")
  func contacts() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let contacts = ["mailto:a@example.org", "mailto:b@example.org"]
    let changed = try await accounts.update(registry.account, as: .init(contacts: contacts))
    #expect(changed.contacts == contacts)
    #expect(try await accounts.update(changed, as: .init()).contacts == contacts)
    #expect(try await accounts.update(changed, as: .init(contacts: [])).contacts.isEmpty)
    #expect(try await accounts.account(registry.account.id).contacts.isEmpty)
  }

  @Test("A contact that can't be used changes nothing")
  func badContact() async throws {
    let registry = try await TestRegistry()
    await #expect(throws: RegistrationError.self) {
      try await registry.accounts().update(
        registry.account, as: .init(contacts: ["mailto:a@example.org", "tel:1"]))
    }
    #expect(try await registry.accounts().account(registry.account.id) == registry.account)
  }

  @Test("After a change of the terms an account must agree anew, and agrees to that version")
  func terms() async throws {
    let registry = try await TestRegistry()
    let account = registry.account
    try registry.accounts().requireAgreement(of: account)
    let accounts = registry.accounts(termsOfService: Self.terms)
    #expect(throws: RegistrationError.termsChanged(url: Self.terms)) {
      try accounts.requireAgreement(of: account)
    }
    #expect(!accounts.hasAgreedToTerms(account))
    let agreed = try await accounts.update(account, as: .init(agreesToTerms: true))
    #expect(agreed.agreedTerms == Self.terms)
    try accounts.requireAgreement(of: agreed)
    #expect(throws: RegistrationError.termsChanged(url: Self.newTerms)) {
      try registry.accounts(termsOfService: Self.newTerms).requireAgreement(of: agreed)
    }
  }

  @Test("Agreement where there are no terms, or to those agreed to before, changes nothing")
  func needlessAgreement() async throws {
    let registry = try await TestRegistry()
    #expect(
      try await registry.accounts().update(registry.account, as: .init(agreesToTerms: true))
        == registry.account)
    let accounts = registry.accounts(termsOfService: Self.terms)
    let agreed = try await accounts.update(registry.account, as: .init(agreesToTerms: true))
    #expect(try await accounts.update(agreed, as: .init(agreesToTerms: true)) == agreed)
  }

  @Test("A deactivated account can do nothing more, not even with what was read before")
  func deactivation() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let stale = registry.account
    #expect(try await accounts.deactivate(stale).status == .deactivated)
    let error = RegistrationError.accountNotValid(.deactivated)
    await #expect(throws: error) { try await accounts.account(stale.id) }
    await #expect(throws: error) {
      try await accounts.update(stale, as: .init(contacts: ["mailto:a@example.org"]))
    }
    await #expect(throws: error) { try await accounts.deactivate(stale) }
    await #expect(throws: error) {
      try await accounts.changeKey(of: stale, to: Self.key, thumbprint: Self.thumbprint)
    }
  }

  @Test("No order of a deactivated account is accepted, though the request came before")
  func lateFinalize() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    _ = try await registry.accounts().deactivate(registry.account)
    await #expect(throws: RegistrationError.self) {
      try await registry.orders.finalize(
        order.id, of: registry.account, csr: TestRegistry.csr())
    }
    #expect(try await registry.jobCount == 0)
  }

  @Test("Law 3: a job that was accepted before the deactivation still ends")
  func acceptedBefore() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    _ = try await registry.orders.finalize(order.id, of: registry.account, csr: TestRegistry.csr())
    _ = try await registry.accounts().deactivate(registry.account)
    try await registry.endJob()
    let stored = try #require(try await registry.stores.orders.order(order.id))
    #expect(stored.order.status(given: stored.authorizations, at: registry.now) == .valid)
  }

  @Test("A new key takes the account over; the old one is nobody's, and may register anew")
  func keyChange() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let changed = try await accounts.changeKey(
      of: registry.account, to: Self.key, thumbprint: Self.thumbprint)
    #expect(changed.id == registry.account.id)
    #expect(changed.key == Self.key)
    #expect(try await accounts.account(changed.id) == changed)
    let (other, isNew) = try await accounts.register(
      .init(
        key: registry.account.key, keyThumbprint: registry.account.keyThumbprint, contacts: [],
        agreesToTerms: true, onlyReturnExisting: false))
    #expect(isNew)
    #expect(other.id != changed.id)
  }

  @Test("A key that an account has, even this one, is not given to another")
  func takenKey() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let holder = TestRegistry.account(thumbprint: 2)
    _ = try await registry.stores.accounts.insert(holder)
    for account in [holder, registry.account] {
      await #expect(throws: RegistrationError.keyTaken(by: account.id)) {
        try await accounts.changeKey(
          of: registry.account, to: account.key, thumbprint: account.keyThumbprint)
      }
    }
    #expect(try await accounts.account(registry.account.id) == registry.account)
  }

  @Test("What the old key asked for while the new one took over is refused")
  func overtaken() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let stale = registry.account
    _ = try await accounts.changeKey(of: stale, to: Self.key, thumbprint: Self.thumbprint)
    await #expect(throws: RegistrationError.keyChangedMeanwhile) {
      try await accounts.update(stale, as: .init(contacts: ["mailto:thief@example.org"]))
    }
    await #expect(throws: RegistrationError.keyChangedMeanwhile) {
      try await accounts.changeKey(
        of: stale, to: Self.key, thumbprint: [UInt8](repeating: 78, count: 32))
    }
    await #expect(throws: RegistrationError.keyChangedMeanwhile) {
      try await accounts.deactivate(stale)
    }
  }
}
