import ACMEProtocol
import AuthorityModel
import Conformance
import Crypto
import IssuancePolicy
import Registration
import SQLiteStorage
import Storage
import Testing

@Suite("What policy refuses of a finalize", .timeLimit(.minutes(1)))
struct FinalizationPolicyTests {
  @Test(
    "A CSR under the key of an account, the sender's or another's, leaves the order ready",
    .holds("8555/11.1/no-account-key-in-certificate"))
  func accountKey() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder()
    for isSender in [true, false] {
      let key = P256.Signing.PrivateKey()
      let known = try #require(
        JSONWebKey(subjectPublicKeyInfo: Array(key.publicKey.derRepresentation)))
      var sender = registry.account
      if isSender {
        sender = Account(
          id: sender.id, key: known.canonicalJSON, keyThumbprint: known.thumbprint, contacts: [],
          hasAgreedToTerms: true, createdAt: sender.createdAt, status: .valid)
      } else {
        let other = Account(
          id: TestRegistry.id(), key: known.canonicalJSON, keyThumbprint: known.thumbprint,
          contacts: [], hasAgreedToTerms: true, createdAt: TestRegistry.start, status: .deactivated)
        _ = try await registry.stores.accounts.insert(other)
      }
      let csr = try TestRegistry.csr(by: key)
      await #expect(throws: RegistrationError.csrRefused(.accountKey)) {
        try await registry.orders.finalize(order.id, of: sender, csr: csr)
      }
    }
    #expect(try await registry.jobCount == 0)
    #expect(registry.signals.isIdle)
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .ready)
  }

  @Test("A name that has been blocked since it was ordered leaves the order ready")
  func blockedSince() async throws {
    let registry = try await TestRegistry()
    let order = try await registry.readyOrder(for: ["a.example.org", "b.example.org"])
    let csr = try TestRegistry.csr(for: ["a.example.org", "b.example.org"])
    let pattern = try NamePattern("b.example.org")
    var terms = NamePolicy.Terms()
    terms.specialUse = ["example.org"]
    terms.blocked = NameList([pattern])
    let stricter = registry.orders(
      policy: RequestPolicy(
        names: NamePolicy(suffixes: try PublicSuffixes(), terms: terms), keys: KeyPolicy()))
    let refused = [
      RefusedIdentifier(type: "dns", value: "b.example.org", reason: .refused(.blocked(pattern)))
    ]
    await #expect(throws: RegistrationError.identifiersRefused(refused)) {
      try await stricter.finalize(order.id, of: registry.account, csr: csr)
    }
    #expect(try await registry.jobCount == 0)
    #expect(try await registry.orders.order(order.id, of: registry.account).status == .ready)
    #expect(
      try await registry.orders.finalize(order.id, of: registry.account, csr: csr).status
        == .processing)
  }
}
