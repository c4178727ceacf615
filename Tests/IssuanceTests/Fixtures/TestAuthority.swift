import AuthorityModel
import CertificateFormats
import Crypto
import Foundation
@testable import Issuance
import IssuancePolicy
import Logging
import SQLiteStorage
import Signing
import Storage
import X509

/// A small authority: a database file, an issuer with a software key, and an account that orders.
struct TestAuthority {
  static let profile = "default"

  let disk: DatabaseDisk
  let stores: SQLiteStores
  let time: SettableTime
  let signals: RecordingSignals
  let key: SoftwareSigner
  let issuer: IssuerDescription
  let account: AccountID
  /// Of the certificates that it makes.
  var validity = Duration.seconds(90 * 86_400)
  var caa = CountingCAAGate()

  init() async throws {
    disk = try DatabaseDisk()
    stores = try SQLiteStores(path: disk.path)
    time = SettableTime()
    signals = RecordingSignals(disk: disk)
    key = try SoftwareSigner(generating: .p256)
    issuer = try await Self.issuer(key: key, at: time.now)
    account = Self.id(at: time.now)
    let holder = Account(
      id: account, key: Array("{}".utf8), keyThumbprint: [UInt8](repeating: 7, count: 32),
      contacts: [], hasAgreedToTerms: true, createdAt: time.now)
    _ = try await stores.accounts.insert(holder)
  }

  private init(rebooted old: TestAuthority) throws {
    disk = try old.disk.snapshot()
    stores = try SQLiteStores(path: disk.path)
    time = old.time
    signals = RecordingSignals(disk: disk)
    key = old.key
    issuer = old.issuer
    account = old.account
  }

  /// The authority as it would come up after a power cut: all that is left is what is on the disk.
  func rebooted() throws -> TestAuthority { try TestAuthority(rebooted: self) }

  static func id<Resource>(at time: Timestamp) -> ResourceID<Resource> {
    var generator = SystemRandomNumberGenerator()
    return ResourceID(at: time, using: &generator)
  }

  func newRun() -> IssuerRun { IssuerRun(id: Self.id(at: time.now)) }

  private static func issuer(key: SoftwareSigner, at now: Timestamp) async throws
    -> IssuerDescription
  {
    let tbs = try AuthorityTemplates(organization: "Chancery Tests").root(
      key: key.publicKey, serial: JobRunner.randomSerial(), at: now.date)
    let certificate = SignedCertificate(
      tbs: tbs.derBytes, algorithm: key.algorithm,
      signature: try await key.signature(for: tbs.derBytes))
    return try IssuerDescription(derBytes: certificate.derBytes)
  }

  /// An order that was accepted, so that its job is in the queue.
  @discardableResult
  func acceptOrder(
    profile: String = TestAuthority.profile, name: String = "www.example.org",
    caaCheckedAt: Timestamp? = nil,
    key: P256.Signing.PublicKey = P256.Signing.PrivateKey().publicKey
  ) async throws -> OrderID {
    let order = Order(
      id: Self.id(at: time.now), account: account, identifiers: [.dns(name)], authorizations: [],
      profile: profile, createdAt: time.now, expiresAt: time.now + .seconds(86_400))
    try await stores.orders.insert(order, with: [])
    let request = CertificateRequest(
      subjectPublicKeyInfo: Array(key.derRepresentation),
      names: [name], profile: profile, caaCheckedAt: caaCheckedAt)
    guard try await stores.orders.accept(order, request: request, as: .normal, at: time.now) != nil
    else {
      throw StorageError.corrupt(what: "a new order that is not open")
    }
    return order.id
  }

  func runner(
    for run: IssuerRun, jobs: (any JobStore)? = nil, signer: (any Signer)? = nil,
    retryPolicy: RetryPolicy = RetryPolicy(),
    drawSerial: @escaping @Sendable () -> SerialNumber = JobRunner.randomSerial
  ) throws -> JobRunner {
    guard let profile = CertificateProfile(name: Self.profile, validity: validity)
    else { throw TemplateError.authorityName(reason: "The profile of the tests is impossible.") }
    return JobRunner(
      jobs: jobs ?? stores.jobs, orders: stores.orders, signals: signals,
      issuer: CertificateIssuer(name: "r1", description: issuer, signer: signer ?? key),
      templates: [
        Self.profile: try LeafTemplate(
          profile: profile, issuer: issuer,
          publication: IssuerPublication(of: "r1", below: "http://ca.example"))
      ], run: run,
      retryPolicy: retryPolicy, caa: CAARecheck(gate: caa, orders: stores.orders),
      blockedKeys: stores.blockedKeys, clock: time.clock, drawSerial: drawSerial,
      logger: Self.logger)
  }

  static var logger: Logger { Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() } }

  /// Claims the first job and works on it, as the service does.
  ///
  /// - Returns: Whether there was one.
  @discardableResult
  func workOnce(
    as run: IssuerRun, jobs: (any JobStore)? = nil, signer: (any Signer)? = nil,
    retryPolicy: RetryPolicy = RetryPolicy(),
    drawSerial: @escaping @Sendable () -> SerialNumber = JobRunner.randomSerial
  ) async throws -> Bool {
    let desk = IssuingDesk(IssuingLine.Terms(signingPlaces: 1, patience: Self.lease))
    // A line that is shut down gives back what the signer didn't sign, instead of trying again.
    let lastTry = LastTrySigner(base: signer ?? key) { desk.shutDown() }
    let runner = try runner(
      for: run, jobs: jobs, signer: lastTry, retryPolicy: retryPolicy, drawSerial: drawSerial)
    // A claim that fails is one that found nothing; the service looks again later.
    let claimed =
      (try? await (jobs ?? stores.jobs).claim(
        .alone(.normal), for: run, at: time.now, until: time.now + Self.lease
      ).jobs) ?? []
    for (ticket, job) in desk.admit(claimed).admitted {
      await runner.work(on: job, as: ticket, at: desk) { _ in }
    }
    return !claimed.isEmpty
  }

  static let lease = Duration.seconds(30)

  func state(of order: OrderID) async throws -> Order.State? {
    try await stores.orders.order(order)?.order.state
  }

  /// The certificate with which an order ended, if it did and the certificate can be fetched.
  func certificate(of order: OrderID) async throws -> IssuedCertificate? {
    guard case .valid(let serial) = try await state(of: order) else { return nil }
    return try await stores.certificates.certificate(serial)
  }

  /// The orders whose certificates hold these signed bytes, in the order of the signatures.
  func orders(ofSigned messages: [[UInt8]], among orders: [OrderID]) async throws -> [OrderID?] {
    var certificates: [(order: OrderID, der: [UInt8])] = []
    for order in orders {
      if let der = try await certificate(of: order)?.der { certificates.append((order, der)) }
    }
    return messages.map { message in
      certificates.first { $0.der.firstRange(of: message) != nil }?.order
    }
  }

  /// What is recorded for the first job of the queue, as a claim by another run would find it.
  func recordedReservation() async throws -> Reservation? {
    let claimed = try await stores.jobs.claim(
      ClaimQuota(normal: 1), for: newRun(), at: time.now + .seconds(86_400),
      until: time.now + .seconds(86_400)
    ).jobs
    guard case .reserved(let reservation) = claimed.first?.state else { return nil }
    return reservation
  }
}
