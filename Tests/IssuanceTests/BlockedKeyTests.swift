import AuthorityModel
import Crypto
import SQLiteStorage
import Signing
import Storage
import Testing

@Suite("A key that is blocked while its order waits")
struct BlockedKeyTests {
  private static func block(_ key: P256.Signing.PrivateKey) -> BlockedKey {
    BlockedKey(
      fingerprint: KeyFingerprint(
        ofSubjectPublicKeyInfo: Array(key.publicKey.derRepresentation)),
      cause: .operatorDecision)
  }

  @Test("before its serial number was reserved: the order fails, and the HSM signs nothing")
  func before() async throws {
    let authority = try await TestAuthority()
    let key = P256.Signing.PrivateKey()
    let order = try await authority.acceptOrder(key: key.publicKey)
    _ = try await authority.stores.revocations.block(Self.block(key), at: authority.time.now)
    let signer = SpySigner(authority.key)
    try await authority.workOnce(as: authority.newRun(), signer: signer)
    #expect(signer.messages.isEmpty)
    guard case .invalid(let failure) = try await authority.state(of: order) else {
      Issue.record("The order is not invalid")
      return
    }
    #expect(failure.kind == .badPublicKey)
    #expect(failure.detail.contains("blocked"))
  }

  @Test("while the HSM was away: what was reserved isn't signed any more")
  func between() async throws {
    let authority = try await TestAuthority()
    let key = P256.Signing.PrivateKey()
    let order = try await authority.acceptOrder(key: key.publicKey)
    let run = authority.newRun()
    let broken = SpySigner(
      authority.key, faults: FaultSwitch(Fault(step: .sign, side: .before), isLasting: true))
    try await authority.workOnce(as: run, signer: broken)
    #expect(try await authority.recordedReservation() != nil)
    try await authority.stores.jobs.releaseLeases(exceptOf: run)
    _ = try await authority.stores.revocations.block(Self.block(key), at: authority.time.now)
    let signer = SpySigner(authority.key)
    try await authority.workOnce(as: run, signer: signer)
    #expect(signer.messages.isEmpty)
    guard case .invalid(let failure) = try await authority.state(of: order) else {
      Issue.record("The order is not invalid")
      return
    }
    #expect(failure.kind == .badPublicKey)
  }

  @Test("while it is being signed: the certificate is revoked when it is born")
  func during() async throws {
    let authority = try await TestAuthority()
    let key = P256.Signing.PrivateKey()
    let order = try await authority.acceptOrder(key: key.publicKey)
    let signer = SpySigner(authority.key) { _ throws(SigningError) in
      _ = try? await authority.stores.revocations.block(
        Self.block(key), at: authority.time.now)
    }
    try await authority.workOnce(as: authority.newRun(), signer: signer)
    let certificate = try #require(try await authority.certificate(of: order))
    #expect(
      try await authority.stores.revocations.revocation(of: certificate.serial)?.reason
        == .keyCompromise)
  }
}
