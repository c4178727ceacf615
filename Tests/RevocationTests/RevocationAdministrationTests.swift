import AuthorityModel
import Crypto
import Revocation
import SQLiteStorage
import Storage
import Testing

@Suite("What the operator decides about certificates and keys")
struct RevocationAdministrationTests {
  @Test("Every reason is the operator's to give", arguments: RevocationReason.allCases)
  func reasons(reason: RevocationReason) async throws {
    let world = try await TestRevocations()
    let certificate = try await world.certificate()
    let effect = try await world.administration.revoke(
      certificate.serial, for: reason, note: nil, isRehearsal: false)
    #expect(effect.certificateCount == 1)
    #expect((effect.blockedKey != nil) == (reason == .keyCompromise))
    let revocation = try await world.stores.revocations.revocation(of: certificate.serial)
    #expect(
      revocation
        == Revocation(
          serial: certificate.serial, revokedAt: TestRevocations.start, reason: reason,
          source: .administrator))
  }

  @Test("Key compromise takes the key and all its certificates, and any lesser reason with it")
  func keyCompromise() async throws {
    let world = try await TestRevocations()
    let key = P256.Signing.PrivateKey()
    let (first, second) = (
      try await world.certificate(for: key), try await world.certificate(for: key)
    )
    _ = try await world.administration.revoke(
      first.serial, for: .superseded, note: nil, isRehearsal: false)
    let effect = try await world.administration.revoke(
      first.serial, for: .keyCompromise, note: "ticket 7", isRehearsal: false)
    #expect(effect.certificateCount == 2)
    #expect(effect.blockedKey == key.fingerprint)
    let block = try #require(try await world.register.blockedKey(key.fingerprint))
    #expect(block.cause == .operatorDecision)
    #expect(block.certificate == first.serial)
    #expect(block.note == "ticket 7")
    for serial in [first.serial, second.serial] {
      #expect(
        try await world.stores.revocations.revocation(of: serial)?.reason == .keyCompromise)
      await #expect(throws: AdministrationError.self) {
        try await world.administration.revoke(
          serial, for: .keyCompromise, note: nil, isRehearsal: false)
      }
    }
  }

  @Test("A rehearsal says what would be done, and does nothing")
  func rehearsal() async throws {
    let world = try await TestRevocations()
    let key = P256.Signing.PrivateKey()
    let certificate = try await world.certificate(for: key)
    _ = try await world.certificate(for: key)
    let administration = world.administration
    #expect(
      try await administration.revoke(
        certificate.serial, for: .superseded, note: nil, isRehearsal: true
      ).certificateCount == 1)
    #expect(
      try await administration.revoke(
        certificate.serial, for: .keyCompromise, note: nil, isRehearsal: true
      ).certificateCount == 2)
    #expect(
      try await administration.block(key.fingerprint, note: nil, isRehearsal: true)
        .certificateCount == 2)
    #expect(try await world.stores.revocations.revocation(of: certificate.serial) == nil)
    #expect(try await world.stores.blockedKeys.blockedFingerprints().isEmpty)

    _ = try await administration.block(key.fingerprint, note: nil, isRehearsal: false)
    try await administration.unblock(key.fingerprint, isRehearsal: true)
    #expect(try await world.register.blockedKey(key.fingerprint) != nil)
  }

  @Test("What can't be done is refused by what is in its way", arguments: [true, false])
  func refusals(isRehearsal: Bool) async throws {
    let world = try await TestRevocations()
    let administration = world.administration
    let unknown = try #require(SerialNumber(text: "4a01"))
    await #expect(throws: AdministrationError.unknownSerial(unknown)) {
      try await administration.revoke(
        unknown, for: .superseded, note: nil, isRehearsal: isRehearsal)
    }
    let revoked = try await world.certificate()
    _ = try await administration.revoke(
      revoked.serial, for: .superseded, note: nil, isRehearsal: false)
    let standing = try #require(try await world.stores.revocations.revocation(of: revoked.serial))
    await #expect(throws: AdministrationError.alreadyRevoked(standing)) {
      try await administration.revoke(
        revoked.serial, for: .unspecified, note: nil, isRehearsal: isRehearsal)
    }
    let key = P256.Signing.PrivateKey()
    await #expect(throws: AdministrationError.notBlocked(key.fingerprint)) {
      try await administration.unblock(key.fingerprint, isRehearsal: isRehearsal)
    }
    _ = try await world.register.block(
      BlockedKey(
        fingerprint: key.fingerprint, cause: .provenCompromise, blockedAt: world.now), at: world.now
    )
    await #expect(throws: AdministrationError.blockedForEver(key.fingerprint)) {
      try await administration.unblock(key.fingerprint, isRehearsal: isRehearsal)
    }
    let expired = try await world.certificate()
    world.advance(by: TestRevocations.lifetime + .milliseconds(1))
    await #expect(throws: AdministrationError.expired(at: expired.notAfter)) {
      try await administration.revoke(
        expired.serial, for: .keyCompromise, note: nil, isRehearsal: isRehearsal)
    }
  }

  @Test("Keys are listed and unblocked; their certificates stay revoked")
  func unblocking() async throws {
    let world = try await TestRevocations()
    let key = P256.Signing.PrivateKey()
    let certificate = try await world.certificate(for: key)
    let administration = world.administration
    #expect(
      try await administration.block(key.fingerprint, note: "by mistake", isRehearsal: false)
        .certificateCount == 1)
    #expect(
      try await administration.block(key.fingerprint, note: nil, isRehearsal: false)
        .certificateCount == 0)
    let listed = try await administration.blockedKeys(after: nil, limit: 10)
    #expect(listed.map(\.fingerprint) == [key.fingerprint])
    #expect(listed.map(\.note) == ["by mistake"])
    #expect(try await administration.blockedKeys(after: key.fingerprint, limit: 10).isEmpty)
    try await administration.unblock(key.fingerprint, isRehearsal: false)
    #expect(try await world.register.blockedKey(key.fingerprint) == nil)
    #expect(
      try await world.stores.revocations.revocation(of: certificate.serial)?.source == .blockedKey)
  }
}
