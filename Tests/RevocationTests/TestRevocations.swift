import AuthorityModel
import Crypto
import Foundation
import Revocation
import SQLiteStorage
import Storage
import SwiftASN1
import Synchronization
import X509

/// A database of certificates that can be revoked, at a time that can be set.
final class TestRevocations: Sendable {
  static let start = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)
  static let lifetime = Duration.seconds(86_400)

  let stores: SQLiteStores
  let register: BlockedKeyRegister
  private let folder: URL
  private let time = Mutex(start)

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "revocation-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    stores = try SQLiteStores(
      path: folder.appending(path: "chancery.sqlite").path(percentEncoded: false))
    register = try await BlockedKeyRegister(
      store: stores.blockedKeys, revocations: stores.revocations, lists: [])
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var now: Timestamp { time.withLock(\.self) }

  func advance(by duration: Duration) {
    time.withLock { $0 = $0 + duration }
  }

  var administration: RevocationAdministration {
    RevocationAdministration(
      revocations: stores.revocations, certificates: stores.certificates,
      store: stores.blockedKeys, register: register, clock: WallClock { self.now })
  }

  static func id<Resource>() -> ResourceID<Resource> {
    var generator = SystemRandomNumberGenerator()
    return ResourceID(at: start, using: &generator)
  }

  struct NotIssued: Error {}

  /// Issues a certificate for a key, as the issuer would.
  func certificate(for key: P256.Signing.PrivateKey = .init()) async throws -> IssuedCertificate {
    let order = Order(
      id: Self.id(), account: Self.id(), identifiers: [.dns("a.example")], authorizations: [],
      profile: "default", createdAt: now, expiresAt: now + Self.lifetime)
    try await stores.orders.insert(order, with: [])
    let request = CertificateRequest(
      subjectPublicKeyInfo: Array(key.publicKey.derRepresentation), names: ["a.example"],
      profile: "default")
    let run = IssuerRun(id: Self.id())
    var generator = SystemRandomNumberGenerator()
    let serial = SerialNumber(using: &generator)
    let reservation = Reservation(
      serial: serial, issuer: "r1", tbsCertificate: [1], notBefore: now,
      notAfter: now + Self.lifetime)
    guard
      try await stores.orders.accept(order, request: request, as: .normal, at: now) != nil,
      let job = try await stores.jobs.claim(
        ClaimQuota(normal: 1), for: run, at: now, until: now + .seconds(30)
      ).jobs.first,
      try await stores.jobs.reserve(reservation, for: job, by: run) == .reserved,
      try await stores.jobs.store(
        try Self.der(of: key, serial: serial), for: reservation, job: job, by: run),
      let certificate = try await stores.certificates.certificate(serial)
    else { throw NotIssued() }
    return certificate
  }

  private static func der(of key: P256.Signing.PrivateKey, serial: SerialNumber) throws -> [UInt8] {
    let name = try DistinguishedName { CommonName("Test") }
    let certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(bytes: serial.bytes[...]),
      publicKey: Certificate.PublicKey(key.publicKey), notValidBefore: start.date,
      notValidAfter: (start + lifetime).date, issuer: name, subject: name,
      signatureAlgorithm: .ecdsaWithSHA256,
      extensions: Certificate.Extensions { SubjectAlternativeNames([.dnsName("a.example")]) },
      issuerPrivateKey: Certificate.PrivateKey(P256.Signing.PrivateKey()))
    var serializer = DER.Serializer()
    try serializer.serialize(certificate)
    return serializer.serializedBytes
  }
}

extension P256.Signing.PrivateKey {
  var fingerprint: KeyFingerprint {
    KeyFingerprint(ofSubjectPublicKeyInfo: Array(publicKey.derRepresentation))
  }
}
