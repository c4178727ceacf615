import Conformance
import AuthorityModel
import Registration
import SQLiteStorage
import Testing

@Suite("The account registry")
struct AccountRegistryTests {
  private static let terms = "https://ca.example/terms"

  private func application(
    thumbprint: UInt8 = 2, contacts: [String] = [], agreesToTerms: Bool = true,
    onlyReturnExisting: Bool = false
  ) -> AccountRegistry.Application {
    .init(
      key: Array("{\"kty\":\"EC\"}".utf8),
      keyThumbprint: [UInt8](repeating: thumbprint, count: 32), contacts: contacts,
      agreesToTerms: agreesToTerms, onlyReturnExisting: onlyReturnExisting)
  }

  @Test("opens an account that can be read back")
  func opens() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let (account, isNew) = try await accounts.register(
      application(contacts: ["mailto:a@example.org"]))
    #expect(isNew)
    #expect(account.contacts == ["mailto:a@example.org"])
    #expect(account.hasAgreedToTerms)
    #expect(account.createdAt == TestRegistry.start)
    #expect(account.status == .valid)
    #expect(try await accounts.account(account.id) == account)
  }

  @Test("returns the account that a key has, whatever the application says (RFC 8555 §7.3.1)")
  func existing() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts(termsOfService: Self.terms)
    let first = try await accounts.register(application())
    for again in [
      application(), application(contacts: ["nonsense"]), application(agreesToTerms: false),
      application(onlyReturnExisting: true),
    ] {
      let (account, isNew) = try await accounts.register(again)
      #expect(account == first.account)
      #expect(!isNew)
    }
  }

  @Test(
    "opens one account for one key, though twenty ask at one time",
    .holds("8555/11.1/one-account-per-key"))
  func concurrently() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let application = application()
    let (ids, newCount) = try await withThrowingTaskGroup(of: (AccountID, Bool).self) { group in
      for _ in 0..<20 {
        group.addTask {
          let (account, isNew) = try await accounts.register(application)
          return (account.id, isNew)
        }
      }
      return try await group.reduce(into: (Set<AccountID>(), 0)) { result, made in
        result.0.insert(made.0)
        result.1 += made.1 ? 1 : 0
      }
    }
    #expect(ids.count == 1)
    #expect(newCount == 1)
  }

  @Test("opens nothing for who only looks for his account", .holds("8555/7.3/only-return-existing"))
  func onlyReturnExisting() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    await #expect(throws: RegistrationError.accountDoesNotExist) {
      try await accounts.register(application(onlyReturnExisting: true))
    }
    #expect(try await accounts.register(application()).isNew)
  }

  @Test("asks for agreement to the terms, where there are any")
  func terms() async throws {
    let registry = try await TestRegistry()
    await #expect(throws: RegistrationError.termsNotAgreed(url: Self.terms)) {
      try await registry.accounts(termsOfService: Self.terms).register(
        application(agreesToTerms: false))
    }
    #expect(try await registry.accounts().register(application(agreesToTerms: false)).isNew)
  }

  @Test("knows no account that isn't there, and none that may not act")
  func unusable() async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    await #expect(throws: RegistrationError.accountDoesNotExist) {
      try await accounts.account(TestRegistry.id())
    }
    let deactivated = TestRegistry.account(thumbprint: 9, status: .deactivated)
    _ = try await registry.stores.accounts.insert(deactivated)
    await #expect(throws: RegistrationError.accountNotValid(.deactivated)) {
      try await accounts.account(deactivated.id)
    }
    await #expect(throws: RegistrationError.accountNotValid(.deactivated)) {
      try await accounts.register(application(thumbprint: 9))
    }
  }

  @Test("takes ten contacts and no more")
  func contactLimit() async throws {
    let registry = try await TestRegistry()
    let contacts = (0...10).map { "mailto:a\($0)@example.org" }
    await #expect(throws: RegistrationError.tooManyContacts(limit: 10)) {
      try await registry.accounts().register(application(contacts: contacts))
    }
    #expect(
      try await registry.accounts().register(application(contacts: Array(contacts.prefix(10))))
        .isNew)
  }
}
