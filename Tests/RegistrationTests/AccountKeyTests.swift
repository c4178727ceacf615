import ACMEProtocol
import AuthorityModel
import IssuancePolicy
import SQLiteStorage
import Registration
import Testing

@Suite("Keys of accounts")
struct AccountKeyTests {
  /// 2^size - 1, which three divides where the size is even.
  private static func key(sizeInBits: Int, exponent: String = "AQAB") throws -> JSONWebKey {
    let modulus = Base64URL.encode([UInt8](repeating: 0xff, count: sizeInBits / 8))
    return try JSONWebKey(
      parsing: Array(#"{"e":"\#(exponent)","kty":"RSA","n":"\#(modulus)"}"#.utf8))
  }

  private func application(_ key: JSONWebKey) -> AccountRegistry.Application {
    .init(
      key: key.canonicalJSON, keyThumbprint: key.thumbprint, contacts: [], agreesToTerms: true,
      onlyReturnExisting: false)
  }

  @Test(
    "An RSA key that could stand in no certificate can have no account, new or by a change",
    arguments: [
      (2048, "AQAB", KeyError.smallFactor(3)), (2056, "AQAB", .modulus(bits: 2056)),
      (2048, "Aw", .exponent),
    ])
  func weak(sizeInBits: Int, exponent: String, error: KeyError) async throws {
    let registry = try await TestRegistry()
    let accounts = registry.accounts()
    let key = try Self.key(sizeInBits: sizeInBits, exponent: exponent)
    await #expect(throws: RegistrationError.keyRefused(error)) {
      try await accounts.register(application(key))
    }
    await #expect(throws: RegistrationError.keyRefused(error)) {
      try await accounts.changeKey(
        of: registry.account, to: key.canonicalJSON, thumbprint: key.thumbprint)
    }
    #expect(try await registry.stores.accounts.account(keyThumbprint: key.thumbprint) == nil)
    #expect(try await accounts.account(registry.account.id) == registry.account)
  }

  @Test("An account that has such a key already is found all the same")
  func known() async throws {
    let registry = try await TestRegistry()
    let key = try Self.key(sizeInBits: 2048)
    let account = Account(
      id: TestRegistry.id(), key: key.canonicalJSON, keyThumbprint: key.thumbprint, contacts: [],
      hasAgreedToTerms: true, createdAt: TestRegistry.start)
    _ = try await registry.stores.accounts.insert(account)
    #expect(try await registry.accounts().register(application(key)).account == account)
  }
}
