package import AuthorityModel
package import Logging
internal import ACMEServer
internal import Issuance
internal import IssuancePolicy
internal import NIOSSL
internal import OperatorConsole
internal import Registration
internal import Revocation
internal import SQLiteStorage
internal import ServiceLifecycle
internal import Storage
internal import Telemetry
internal import UnixSignals
internal import Validation
internal import ValidationTransport

/// A CA that was put together from its configuration and can be run.
///
/// This is the composition root: only here are live things built and the configuration read.
package struct Authority: Sendable {
  private let configuration: Configuration
  private let tls: TLSConfiguration
  private let stores: SQLiteStores
  private let keys: IssuerKeys
  private let validation: ValidationService
  private let issuance: IssuanceService
  private let forecaster: QueueForecaster
  private let resolvers: [UnboundResolver]
  private let adminSocket: AdminSocketPath
  private let desk: AuthorityDesk
  private let accessLog: AccessLog?
  private let responder: ACMEResponder
  private let metrics: AuthorityMetrics
  private let logger: Logger

  /// Looks whether the ports are free, then opens database, tokens and issuers, and checks each.
  ///
  /// The database comes before the tokens: its lock keeps a second process from trying PINs, and the
  /// ledger of logins lies beside it.
  ///
  /// - Parameters:
  ///   - environment: The process's environment, for secrets that are in it.
  ///   - clock: The only source of the time of day.
  package static func open(
    _ configuration: Configuration, environment: [String: String], clock: WallClock,
    logger: Logger
  ) async throws(AuthorityError) -> Authority {
    let policy: RequestPolicy
    do throws(ConfigurationError) {
      try configuration.checkFiles(at: clock.now.date, environment: environment)
      policy = try configuration.requestPolicy()
    } catch {
      throw .configuration(error)
    }
    let listeners = configuration.listeners
    let tls = try listeners.tls.tlsConfiguration()
    let adminSocket = try configuration.database.adminSocket()
    try listeners.acme.requireFree(name: "acme")
    try listeners.operations.requireFree(name: "operations")
    let registry = MetricRegistry()
    let stores = try configuration.database.stores(
      placing: configuration.queue.share, logger: logger)
    var keys: IssuerKeys?
    do throws(AuthorityError) {
      let ledger = try configuration.database.loginLedger(clock: clock)
      let opened = try await IssuerKeys.open(
        configuration, environment: environment, ledger: ledger, at: clock.now,
        metrics: registry, logger: logger)
      keys = opened
      let blockedKeys = try await configuration.blockedKeys(of: stores)
      return try Authority(
        configuration, tls: tls, stores: stores, keys: opened, policy: policy,
        blockedKeys: blockedKeys,
        adminSocket: adminSocket, clock: clock, metrics: registry, logger: logger)
    } catch {
      await keys?.shutDown()
      await StorageClosing(database: stores.database, logger: logger).close()
      throw error
    }
  }

  private init(
    _ configuration: Configuration, tls: TLSConfiguration, stores: SQLiteStores, keys: IssuerKeys,
    policy: RequestPolicy, blockedKeys: BlockedKeyRegister, adminSocket: AdminSocketPath,
    clock: WallClock, metrics registry: MetricRegistry, logger: Logger
  ) throws(AuthorityError) {
    self.configuration = configuration
    self.tls = tls
    self.stores = stores
    self.keys = keys
    self.adminSocket = adminSocket
    let steadyClock = SteadyClock()
    let signals = QueueForecaster(
      InProcessJobSignals<ContinuousClock>(),
      board: keys.queueBoard(by: configuration.queue.classWeights), clock: steadyClock)
    forecaster = signals
    desk = AuthorityDesk(
      tokens: TokenDesk(pools: keys.pools),
      revocations: RevocationDesk(
        administration: RevocationAdministration(
          revocations: stores.revocations, certificates: stores.certificates,
          store: stores.blockedKeys, register: blockedKeys, clock: clock)),
      queue: QueueDesk(
        queue: stores.jobs, accounts: stores.accounts, forecasts: signals, clock: clock))
    self.logger = logger
    let templates = try keys.templates(
      for: configuration.profiles, publishedBelow: configuration.publicURL.value, at: clock.now)
    let resolver = try configuration.validation.resolver(remembersAnswers: true)
    let challengeResolver = try configuration.validation.resolver(remembersAnswers: false)
    resolvers = [resolver, challengeResolver]
    let validator = try configuration.validation.httpChallengeValidator(
      upstream: resolver, contact: configuration.externalURL.value)
    let caa = try configuration.validation.caaLookup(
      resolver: resolver, externalURL: configuration.externalURL.value)
    let caaReview = CAAReview(
      checker: caa, authorizations: stores.authorizations, clock: clock,
      margin: Limits.caaMargin)
    let validators: [Challenge.Method: any ChallengeValidator] = [
      .http01: MeasuredValidator(
        CAACheckedValidator(validator, checker: caa, clock: clock),
        by: ValidationMetrics(challenge: "http-01", factory: registry)),
      .dns01: MeasuredValidator(
        CAACheckedValidator(
          DNSChallengeValidator(resolver: challengeResolver), checker: caa, clock: clock),
        by: ValidationMetrics(challenge: "dns-01", factory: registry)),
    ]
    guard let template = templates[configuration.defaultProfile.value] else {
      throw .configuration(
        ConfigurationError(
          configuration.defaultProfile.problem("There is no such profile.", mend: "Name another.")))
    }

    var generator = SystemRandomNumberGenerator()
    let run = IssuerRun(id: ResourceID(at: clock.now, using: &generator))
    validation = ValidationService(
      authorizations: stores.authorizations, accounts: stores.accounts,
      validators: validators, clock: clock,
      terms: .init(
        concurrencyLimit: Limits.concurrentValidations, backlogLimit: Limits.validationBacklog,
        accountBacklogLimit: configuration.validation.accountBacklog(of: Limits.validationBacklog),
        authorizationLifetime: configuration.validation.authorizationLifetime,
        retries: configuration.validation.retries,
        answerWait: configuration.validation.answerWait),
      logger: logger)
    issuance = IssuanceService(
      jobs: stores.jobs, signals: signals,
      runner: JobRunner(
        jobs: stores.jobs, orders: stores.orders, signals: signals, issuer: keys.issuer,
        templates: templates, run: run,
        retryPolicy: RetryPolicy(tries: configuration.queue.tries),
        caa: CAARecheck(gate: caaReview, orders: stores.orders),
        blockedKeys: blockedKeys, clock: clock,
        metrics: IssuanceMetrics(
          profiles: templates.keys.sorted(), issuer: keys.issuer.name, factory: registry),
        logger: logger),
      run: run, clock: clock,
      terms: .init(
        signingPlaces: IssuanceService.Terms.signingPlaces(forLanes: keys.laneCount),
        lease: configuration.queue.lease,
        isOnlyIssuer: true, weights: configuration.queue.classWeights),
      recovery: keys.recovery, logger: logger)
    accessLog = configuration.logging.accessLog()
    responder = ACMEResponder(
      desk: ACMEDesk(
        accounts: AccountRegistry(
          store: stores.accounts, clock: clock,
          termsOfService: configuration.acme.termsOfService?.value, keys: policy.keys,
          blockedKeys: blockedKeys),
        orders: OrderRegistry(
          accounts: stores.accounts, orders: stores.orders, authorizations: stores.authorizations,
          certificates: stores.certificates, caa: caaReview, signals: signals, clock: clock,
          policy: policy,
          terms: .init(
            profile: configuration.defaultProfile.value, validity: template.validityTerms,
            challenges: configuration.validation.challenges.filter { validators[$0] != nil },
            orderLifetime: Limits.orderLifetime,
            pendingAuthorizationLifetime: Limits.orderLifetime,
            identifierLimit: Limits.identifiersInAnOrder,
            finalizeWait: configuration.queue.finalizeWait),
          blockedKeys: blockedKeys,
          admission: Admission(
            forecasts: signals, terms: configuration.queue.admissionTerms, clock: steadyClock,
            metrics: AdmissionMetrics(factory: registry))),
        orderList: OrderList(listing: stores.orders, clock: clock),
        certificates: CertificateArchive(store: stores.certificates),
        renewals: RenewalAdvisor(
          certificates: stores.certificates, blockedKeys: blockedKeys,
          explanationURL: configuration.acme.renewalExplanation?.value),
        validation: validation,
        revocations: RevocationRegistry(
          revocations: stores.revocations, certificates: stores.certificates,
          control: stores.provenControl, blockedKeys: blockedKeys, clock: clock),
        chains: keys.chains, clock: clock,
        meta: configuration.directoryMeta, metrics: RequestMetrics(factory: registry),
        accessLog: accessLog),
      externalURL: configuration.externalURL.value)
    metrics = AuthorityMetrics(
      registry: registry, pools: keys.pools, stores: stores, issuance: issuance,
      validation: validation, forecaster: signals, clock: clock)
  }

  /// What the configuration doesn't set in this version.
  private enum Limits {
    static let orderLifetime = Duration.seconds(7 * 24 * 60 * 60)
    static let identifiersInAnOrder = 100
    static let concurrentValidations = 128
    static let validationBacklog = 10_000
    /// A job may wait so long in the queue before its CAA records are looked up once more.
    static let caaMargin = Duration.seconds(60 * 60)
  }

  /// Serves until a signal ends it, then drains and closes everything in turn.
  ///
  /// What hasn't ended a while after the signal (`timeouts.shutdown`) is cut off; nothing accepted is lost by it.
  ///
  /// - Parameter onReady: Called once requests can come in, with what keeps the CA from issuing as
  ///   yet, if anything does.
  package func run(
    onReady: @escaping @Sendable (_ obstacle: String?) async -> Void
  ) async throws(AuthorityError) {
    do {
      let phase = ServingPhase()
      try await forecaster.takeOver(stores.jobs)
      // Ended in reverse: first no new requests, last the database.
      var services: [any Service] = [
        StorageClosing(database: stores.database, logger: logger),
        ResolverClosing(resolvers: resolvers),
        keys,
        issuance,
        validation,
        AdminListener(path: adminSocket, desk: desk, logger: logger),
        try operationsListener(phase: phase),
        try acmeListener(phase: phase, onReady: onReady),
      ]
      if let accessLog { services.insert(accessLog, at: 0) }
      var settings = ServiceGroupConfiguration(
        services: services, gracefulShutdownSignals: [.sigterm, .sigint],
        logger: quiet("services"))
      settings.maximumGracefulShutdownDuration = configuration.timeouts[.shutdown]
      try await ServiceGroup(configuration: settings).run()
    } catch let error as AuthorityError {
      throw error
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as AdminSocketError {
      throw .admin(error)
    } catch {
      throw .service(reason: "\(error)")
    }
  }

  private func operationsListener(phase: ServingPhase) throws -> ListenerService {
    let settings = configuration.listeners.operations
    let probe = AuthorityProbe(
      keys: keys, jobs: stores.jobs, writes: stores.database, phase: phase)
    return ListenerService(
      name: "operations", settings: settings,
      listener: OperationsListener(address: settings.address.value, port: settings.port)
        .service(
          responder: OperationsResponder(
            health: HealthResponder(probe: probe), metrics: MetricsResponder(source: metrics)),
          logger: quiet("operations")))
  }

  private func acmeListener(
    phase: ServingPhase,
    onReady: @escaping @Sendable (_ obstacle: String?) async -> Void
  ) throws -> ListenerService {
    let settings = configuration.listeners.acme
    return ListenerService(
      name: "acme", settings: settings,
      listener: try ACMEListener(
        address: settings.address.value, port: settings.port, tls: tls,
        limits: configuration.acmeLimits
      ).service(responder: responder, logger: quiet("acme")) { _ in
        phase.become(.serving)
        await onReady(keys.obstacle)
      },
      onShutdown: { phase.become(.draining) })
  }

  /// The libraries' own chatter is of no use to an operator; their warnings are.
  private func quiet(_ part: String) -> Logger {
    var logger = logger
    logger[metadataKey: "part"] = "\(part)"
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }
}
