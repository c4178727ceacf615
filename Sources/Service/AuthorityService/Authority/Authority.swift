package import AuthorityModel
package import Logging
internal import ACMEServer
internal import HSMSigning
internal import Issuance
internal import IssuancePolicy
internal import OperatorConsole
internal import Registration
internal import SQLiteStorage
internal import ServiceLifecycle
internal import Storage
internal import UnixSignals
internal import Validation
internal import ValidationTransport

/// A CA that was put together from its configuration and can be run.
///
/// This is the composition root: only here are live things built and the configuration read.
package struct Authority: Sendable {
  private let configuration: Configuration
  private let stores: SQLiteStores
  private let keys: IssuerKeys
  private let validation: ValidationService
  private let issuance: IssuanceService
  private let resolver: UnboundResolver
  private let responder: ACMEResponder
  private let logger: Logger

  /// Looks whether the ports are free, then opens tokens, issuers and database, and checks each.
  ///
  /// - Parameters:
  ///   - environment: The process's environment, for secrets that are in it.
  ///   - clock: The only source of the time of day.
  package static func open(
    _ configuration: Configuration, environment: [String: String], clock: WallClock,
    logger: Logger
  ) async throws(AuthorityError) -> Authority {
    let listeners = configuration.listeners
    try listeners.acme.requireFree(name: "acme")
    try listeners.operations.requireFree(name: "operations")
    let keys = try await IssuerKeys.open(
      configuration, environment: environment, at: clock.now, logger: logger)
    do throws(AuthorityError) {
      return try Authority(configuration, keys: keys, clock: clock, logger: logger)
    } catch {
      await keys.shutDown()
      throw error
    }
  }

  private init(
    _ configuration: Configuration, keys: IssuerKeys, clock: WallClock, logger: Logger
  ) throws(AuthorityError) {
    self.configuration = configuration
    self.keys = keys
    self.logger = logger
    let templates = try keys.templates(for: configuration.profiles)
    let resolver = try configuration.validation.resolver()
    let validator = try configuration.validation.httpChallengeValidator(upstream: resolver)
    let stores: SQLiteStores
    do throws(DatabaseOpeningError) {
      stores = try SQLiteStores(path: configuration.database.path)
    } catch {
      throw .database(error)
    }
    self.stores = stores
    self.resolver = resolver

    let signals = InProcessJobSignals<ContinuousClock>()
    var generator = SystemRandomNumberGenerator()
    let run = IssuerRun(id: ResourceID(at: clock.now, using: &generator))
    validation = ValidationService(
      authorizations: stores.authorizations, accounts: stores.accounts,
      validators: [.http01: validator], clock: clock,
      terms: .init(
        concurrencyLimit: Limits.concurrentValidations, backlogLimit: Limits.validationBacklog,
        authorizationLifetime: Limits.authorizationLifetime),
      logger: logger)
    issuance = IssuanceService(
      jobs: stores.jobs, signals: signals,
      runner: JobRunner(
        jobs: stores.jobs, signals: signals, issuer: keys.issuer, templates: templates, run: run,
        retryPolicy: RetryPolicy(), clock: clock, logger: logger),
      run: run, clock: clock,
      terms: .init(
        concurrencyLimit: keys.laneCount * Limits.jobsPerLane, lease: configuration.queue.lease,
        isOnlyIssuer: true),
      logger: logger)
    responder = ACMEResponder(
      desk: ACMEDesk(
        accounts: AccountRegistry(store: stores.accounts, clock: clock, termsOfService: nil),
        orders: OrderRegistry(
          orders: stores.orders, authorizations: stores.authorizations, signals: signals,
          clock: clock,
          terms: .init(
            profile: configuration.defaultProfile.value, orderLifetime: Limits.orderLifetime,
            pendingAuthorizationLifetime: Limits.orderLifetime,
            identifierLimit: Limits.identifiersInAnOrder,
            finalizeWait: configuration.queue.finalizeWait)),
        certificates: CertificateArchive(store: stores.certificates), validation: validation,
        chains: keys.chains, clock: clock),
      externalURL: configuration.externalURL.value)
  }

  /// What the configuration doesn't set in this version.
  private enum Limits {
    static let orderLifetime = Duration.seconds(7 * 24 * 60 * 60)
    static let authorizationLifetime = Duration.seconds(30 * 24 * 60 * 60)
    static let identifiersInAnOrder = 100
    static let concurrentValidations = 128
    static let validationBacklog = 10_000
    /// A few more than one, so that a lane never waits for a commit.
    static let jobsPerLane = 4
  }

  /// Serves until a signal ends it, then drains and closes everything in turn.
  ///
  /// - Parameter onReady: Called once requests can come in, with the port of the ACME listener.
  package func run(onReady: @escaping @Sendable (Int) async -> Void) async throws(AuthorityError) {
    let listeners = configuration.listeners
    let acme = ACMEListener(
      address: listeners.acme.address.value, port: listeners.acme.port,
      tls: try listeners.tls.tlsConfiguration())
    let operations = OperationsListener(
      address: listeners.operations.address.value, port: listeners.operations.port)
    do {
      // Ended in reverse: first no new requests, last the database.
      let group = ServiceGroup(
        configuration: .init(
          services: [
            .init(service: StorageClosing(database: stores.database, logger: logger)),
            .init(service: ResolverClosing(resolver: resolver)),
            .init(service: keys),
            .init(service: issuance),
            .init(service: validation),
            .init(
              service: operations.service(
                responder: HealthResponder(probe: AuthorityProbe(keys: keys, jobs: stores.jobs)),
                logger: quiet("operations"))),
            .init(
              service: try acme.service(
                responder: responder, logger: quiet("acme"), onListening: onReady)),
          ],
          gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet("services")))
      try await group.run()
    } catch {
      throw .listener(name: "ACME or operations", reason: "\(error)")
    }
  }

  /// The libraries' own chatter is of no use to an operator; their warnings are.
  private func quiet(_ part: String) -> Logger {
    var logger = logger
    logger[metadataKey: "part"] = "\(part)"
    logger.logLevel = max(logger.logLevel, .warning)
    return logger
  }
}
