import AuthorityModel
import CertificateFormats
import Crypto
import Foundation
import IssuancePolicy
import Registration
import SQLiteStorage
import Storage
import SwiftASN1
import Synchronization
import X509

/// The registries over a database file of their own, with an account that orders.
final class TestRegistry: Sendable {
  static let start = Timestamp(millisecondsSinceEpoch: 1_795_392_000_000)
  static let record = ValidationRecord(
    method: .http01, validatedAt: start, observations: ["It was seen."])
  static let finalizeWait = Duration.seconds(2)
  static let orderLifetime = Duration.seconds(7 * 86_400)
  static let pendingLifetime = Duration.seconds(86_400)

  let stores: SQLiteStores
  let waits: FrozenClock
  let signals: InProcessJobSignals<FrozenClock>
  let account: Account
  let policy: RequestPolicy
  private let validityTerms: ValidityTerms
  private let folder: URL
  private let time = Mutex(start)

  /// - Parameters:
  ///   - waits: The clock that ends the wait of a finalize.
  ///   - issuerLifetime: How long the issuer's certificate is valid, from the start on.
  init(
    waits: FrozenClock = FrozenClock(waitsAreOver: true),
    issuerLifetime: Duration = .seconds(365 * 86_400)
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "registration-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    stores = try SQLiteStores(
      path: folder.appending(path: "chancery.sqlite").path(percentEncoded: false))
    self.waits = waits
    validityTerms = ValidityTerms(
      longest: .seconds(90 * 86_400), backdate: .seconds(3600),
      issuer: try Validity(
        from: CertificateTime(Self.start.date), lasting: issuerLifetime))
    signals = InProcessJobSignals(clock: waits)
    account = Self.account(thumbprint: 1)
    var names = NamePolicy.Terms()
    names.specialUse = ["example", "example.org"]
    policy = RequestPolicy(
      names: NamePolicy(suffixes: try PublicSuffixes(), terms: names), keys: KeyPolicy())
    _ = try await stores.accounts.insert(account)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func account(thumbprint: UInt8, status: Account.Status = .valid) -> Account {
    Account(
      id: id(), key: Array("{}".utf8),
      keyThumbprint: [UInt8](repeating: thumbprint, count: 32), contacts: [],
      hasAgreedToTerms: true, createdAt: start, status: status)
  }

  static func id<Resource>() -> ResourceID<Resource> {
    var generator = SystemRandomNumberGenerator()
    return ResourceID(at: start, using: &generator)
  }

  var now: Timestamp { time.withLock(\.self) }
  var clock: WallClock { WallClock { self.now } }

  func advance(by duration: Duration) {
    time.withLock { $0 = $0 + duration }
  }

  func accounts(termsOfService: String? = nil) -> AccountRegistry {
    AccountRegistry(
      store: stores.accounts, clock: clock, termsOfService: termsOfService,
      keys: policy.keys, blockedKeys: stores.blockedKeys)
  }

  var orders: OrderRegistry { orders() }

  /// - Parameter policy: What the operator asks for by now, where it has changed.
  func orders(
    caa: StubCAAGate = StubCAAGate(), forecasts: StubForecasts = StubForecasts(),
    policy: RequestPolicy? = nil,
    offering challenges: [Challenge.Method] = [.http01]
  ) -> OrderRegistry {
    OrderRegistry(
      accounts: stores.accounts, orders: stores.orders, authorizations: stores.authorizations,
      certificates: stores.certificates, caa: caa, signals: signals, clock: clock,
      policy: policy ?? self.policy,
      terms: .init(
        profile: "default", validity: validityTerms, challenges: challenges,
        orderLifetime: Self.orderLifetime,
        pendingAuthorizationLifetime: Self.pendingLifetime, identifierLimit: 5,
        finalizeWait: Self.finalizeWait),
      blockedKeys: stores.blockedKeys,
      admission: Admission(
        forecasts: forecasts,
        terms: AdmissionTerms(longestWait: .seconds(600), capacity: 1000), clock: SteadyClock()))
  }

  var orderList: OrderList { OrderList(listing: stores.orders, clock: clock) }

  /// An order whose authorizations are all valid.
  func readyOrder(for names: [String] = ["www.example.org"]) async throws -> Order {
    let view = try await orders.open(names.map { (type: "dns", value: $0) }, for: account)
    for authorization in view.authorizations {
      try await conclude(authorization, as: .valid(TestRegistry.record))
    }
    return view.order
  }

  func conclude(_ authorization: Authorization, as conclusion: Authorization.Conclusion)
    async throws
  {
    var concluded = authorization
    _ = concluded.respond(to: .http01, at: now)
    _ = concluded.conclude(.http01, as: conclusion, at: now, validFor: .seconds(30 * 86_400))
    guard try await stores.authorizations.update(authorization, to: concluded) else {
      throw StorageError.corrupt(what: "an authorization that is not as it was made")
    }
  }

  /// Takes the one job that waits and issues a certificate, or fails, as the issuer would.
  func endJob(with failure: Failure? = nil) async throws {
    let run = IssuerRun(id: Self.id())
    guard
      let job = try await stores.jobs.claim(
        ClaimQuota(normal: 1), for: run, at: now, until: now + .seconds(30)
      ).jobs.first
    else { throw StorageError.corrupt(what: "a queue without a job") }
    if let failure {
      _ = try await stores.jobs.fail(job, with: failure, by: run)
      signals.ended(job.order, as: .failed(failure))
      return
    }
    var generator = SystemRandomNumberGenerator()
    let reservation = Reservation(
      serial: SerialNumber(using: &generator), issuer: "r1", tbsCertificate: [1], notBefore: now,
      notAfter: now + .seconds(86_400))
    _ = try await stores.jobs.reserve(reservation, for: job, by: run)
    _ = try await stores.jobs.store([2], for: reservation, job: job, by: run)
    signals.ended(job.order, as: .issued(reservation.serial))
  }

  var jobCount: Int {
    get async throws { try await stores.jobs.backlog().jobCount }
  }

  /// DER of a certificate signing request, under a fresh key where none is given.
  static func csr(
    for names: [String] = ["www.example.org"], by key: P256.Signing.PrivateKey = .init()
  ) throws -> [UInt8] {
    let extensions = try Certificate.Extensions {
      SubjectAlternativeNames(names.map { .dnsName($0) })
    }
    let request = try CertificateSigningRequest(
      version: .v1, subject: DistinguishedName(),
      privateKey: Certificate.PrivateKey(key),
      attributes: CertificateSigningRequest.Attributes([
        .init(ExtensionRequest(extensions: extensions))
      ]))
    var serializer = DER.Serializer()
    try serializer.serialize(request)
    return serializer.serializedBytes
  }
}

/// A clock that stands still, on which waits are over at once or never; it remembers them.
final class FrozenClock: Clock {
  let now: ContinuousClock.Instant = ContinuousClock().now
  var minimumResolution: Duration { .zero }
  private let waitsAreOver: Bool
  private let log = Mutex<[Duration]>([])

  init(waitsAreOver: Bool) { self.waitsAreOver = waitsAreOver }

  /// How long was waited each time.
  var waits: [Duration] { log.withLock(\.self) }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    log.withLock { $0.append(deadline - now) }
    guard !waitsAreOver else { return }
    let (stream, _) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    try Task.checkCancellation()
  }
}
