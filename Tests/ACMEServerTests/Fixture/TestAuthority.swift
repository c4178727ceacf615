import SwiftASN1
import ACMEServer
import AuthorityModel
import CertificateFormats
import Foundation
import Hummingbird
import HummingbirdTesting
import Issuance
import IssuancePolicy
import Logging
import Registration
import Revocation
import SQLiteStorage
import ServiceLifecycle
import Signing
import Storage
import Telemetry
import Validation
import X509

/// A whole CA over real stores, with a software key, whose validations end as the names say.
struct TestAuthority: Sendable {
  static let externalURL = "https://ca.test:14000"
  static let now = Timestamp(millisecondsSinceEpoch: 1_800_000_000_000)
  static let identifierLimit = 3
  static let orderLifetime = Duration.seconds(3600)

  let stores: SQLiteStores
  let root: Certificate
  let intermediate: Certificate
  let time = SettableTime(TestAuthority.now)
  let registry = MetricRegistry()
  let responder: ACMEResponder
  private let services: [any Service]
  private let folder: TemporaryFolder

  /// - Parameters:
  ///   - meta: What the directory says of the CA.
  ///   - challenges: What is offered.
  ///   - retries: When validations that failed are tried again.
  ///   - alternateChainCount: How many chains there are beside the first.
  ///   - line: How certificates are signed, and how much is taken on.
  ///   - observer: Is told what SQLite runs.
  init(
    meta: DirectoryMeta = DirectoryMeta(), offering challenges: [Challenge.Method] = [.http01],
    retrying retries: ValidationRetries = .none, alternateChainCount: Int = 0,
    line: TestLine = TestLine(), logging accessLog: AccessLog? = nil,
    explainingRenewalsAt renewalExplanation: String? = nil,
    observingStatements observer: (@Sendable (String) -> Void)? = nil
  ) async throws {
    let folder = try TemporaryFolder()
    try await self.init(
      stores: try SQLiteStores(
        path: folder.path("chancery.sqlite"), observingStatements: observer),
      in: folder, meta: meta,
      terms: Terms(
        challenges: challenges, retries: retries, alternateChainCount: alternateChainCount,
        line: line, accessLog: accessLog, renewalExplanation: renewalExplanation))
  }

  /// Another CA over the same database, as it would be after a restart.
  func restarted(with meta: DirectoryMeta) async throws -> TestAuthority {
    try await TestAuthority(
      stores: stores, in: folder, meta: meta,
      terms: Terms(
        challenges: [.http01], retries: .none, alternateChainCount: 0, line: TestLine()))
  }

  private struct Terms {
    let challenges: [Challenge.Method]
    let retries: ValidationRetries
    let alternateChainCount: Int
    let line: TestLine
    var accessLog: AccessLog?
    var renewalExplanation: String?
  }

  private init(
    stores: SQLiteStores, in folder: TemporaryFolder, meta: DirectoryMeta, terms: Terms
  ) async throws {
    self.folder = folder
    self.stores = stores
    let hierarchy = try await TestHierarchy(at: Self.now)
    root = hierarchy.root
    intermediate = hierarchy.intermediate
    let issuer = CertificateIssuer(
      name: "r1", description: try IssuerDescription(certificate: intermediate),
      signer: HeldSigner(hierarchy.intermediateKey, gate: terms.line.gate))
    let clock = time.clock
    let chains = IssuerChains(
      preferred: try Self.text(of: intermediate),
      alternates: Array(repeating: try Self.text(of: root), count: terms.alternateChainCount))
    let template = try Self.template(of: issuer)
    let signals = terms.line.forecaster
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let validation = ValidationService(
      authorizations: stores.authorizations, accounts: stores.accounts,
      validators: [
        .http01: NamedValidator(method: .http01), .dns01: NamedValidator(method: .dns01),
      ], clock: clock,
      terms: .init(
        concurrencyLimit: 4, backlogLimit: 100, authorizationLifetime: .seconds(86_400),
        retries: terms.retries, answerWait: terms.line.answerWait),
      logger: logger)
    services =
      (terms.accessLog.map { [$0 as any Service] } ?? []) + [
        validation,
        try Self.issuance(
          by: issuer, template: template, stores: stores, signals: signals, clock: clock,
          metrics: IssuanceMetrics(factory: registry), logger: logger),
      ]
    let blockedKeys = try await BlockedKeyRegister(
      store: stores.blockedKeys, revocations: stores.revocations, lists: [])
    let policy = try Self.policy()
    responder = ACMEResponder(
      desk: ACMEDesk(
        accounts: AccountRegistry(
          store: stores.accounts, clock: clock, termsOfService: meta.termsOfService,
          keys: policy.keys, blockedKeys: blockedKeys),
        orders: OrderRegistry(
          accounts: stores.accounts, orders: stores.orders, authorizations: stores.authorizations,
          certificates: stores.certificates, caa: NamedCAAGate(), signals: signals, clock: clock,
          policy: policy,
          terms: .init(
            profile: "default", validity: template.validityTerms, challenges: terms.challenges,
            orderLifetime: Self.orderLifetime,
            pendingAuthorizationLifetime: Self.orderLifetime, identifierLimit: Self.identifierLimit,
            finalizeWait: terms.line.finalizeWait),
          blockedKeys: blockedKeys,
          admission: Admission(
            forecasts: signals, terms: terms.line.admission, clock: terms.line.time.clock)),
        orderList: OrderList(listing: stores.orders, clock: clock),
        certificates: CertificateArchive(store: stores.certificates),
        renewals: RenewalAdvisor(
          certificates: stores.certificates, blockedKeys: blockedKeys,
          explanationURL: terms.renewalExplanation),
        validation: validation,
        revocations: RevocationRegistry(
          revocations: stores.revocations, certificates: stores.certificates,
          control: stores.provenControl, blockedKeys: blockedKeys, clock: clock),
        chains: [issuer.identity: chains], clock: clock, meta: meta,
        metrics: RequestMetrics(factory: registry), accessLog: terms.accessLog),
      externalURL: Self.externalURL)
  }

  /// Certifies names in .example, beside those that can be registered, and knows one weak key.
  private static func policy() throws -> RequestPolicy {
    var names = NamePolicy.Terms()
    names.specialUse = ["example"]
    names.blocked = NameList([try NamePattern(".blocked.example")])
    var weakKeys = WeakKeyList()
    try weakKeys.add(contentsOf: Array("8df20e6961a16398b85a".utf8))
    return RequestPolicy(
      names: NamePolicy(suffixes: try PublicSuffixes(), terms: names),
      keys: KeyPolicy(weakKeys: weakKeys))
  }

  private static func text(of certificate: Certificate) throws -> String {
    try certificate.serializeAsPEM().pemString + "\n"
  }

  private static func template(of issuer: CertificateIssuer) throws -> LeafTemplate {
    guard let profile = CertificateProfile(name: "default", validity: .seconds(90 * 86_400)) else {
      throw TestHierarchy.Unusable()
    }
    return try LeafTemplate(
      profile: profile, issuer: issuer.description,
      publication: IssuerPublication(of: "r1", below: "http://ca.example"))
  }

  private static func issuance(
    by issuer: CertificateIssuer, template: LeafTemplate, stores: SQLiteStores,
    signals: any JobSignals, clock: WallClock, metrics: IssuanceMetrics, logger: Logger
  ) throws -> IssuanceService {
    var generator = SystemRandomNumberGenerator()
    let run = IssuerRun(id: ResourceID(at: now, using: &generator))
    return IssuanceService(
      jobs: stores.jobs, signals: signals,
      runner: JobRunner(
        jobs: stores.jobs, orders: stores.orders, signals: signals,
        issuer: issuer,
        templates: ["default": template],
        run: run,
        retryPolicy: RetryPolicy(),
        caa: CAARecheck(gate: NamedCAAGate(), orders: stores.orders),
        blockedKeys: stores.blockedKeys,
        clock: clock, metrics: metrics, logger: logger),
      run: run, clock: clock,
      terms: .init(signingPlaces: 4, lease: .seconds(30), isOnlyIssuer: true), logger: logger)
  }

  static func id<Resource>() -> ResourceID<Resource> {
    var generator = SystemRandomNumberGenerator()
    return ResourceID(at: now, using: &generator)
  }

  static func serial() -> SerialNumber {
    var generator = SystemRandomNumberGenerator()
    return SerialNumber(using: &generator)
  }

  /// Runs the CA while a closure talks to it.
  func serve<Success>(
    _ setup: TestingSetup = .router,
    _ body: @Sendable (any TestClientProtocol) async throws -> Success
  ) async throws -> Success {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let application = Application(
      responder: responder,
      configuration: .init(address: .hostname("127.0.0.1", port: 0)), services: services,
      logger: logger)
    return try await application.test(setup, body)
  }
}
