internal import ACMEServer
internal import AuthorityModel
internal import Cryptoki
internal import Foundation
internal import HSMSigning
internal import Issuance
internal import IssuancePolicy
internal import Logging
internal import Signing
internal import SwiftASN1
internal import Telemetry
internal import X509

extension IssuerKeys {
  /// Opens every token and finds, compares and proves the first issuer's key in those that can be
  /// reached now.
  ///
  /// A token that is away or parked is no reason not to start: orders are accepted and wait for it
  /// (law 3). What no waiting mends is refused.
  static func open(
    _ configuration: Configuration, environment: [String: String], ledger: any LoginLedger,
    at now: Timestamp, metrics: MetricRegistry, logger: Logger
  ) async throws(AuthorityError) -> IssuerKeys {
    // Before any module is loaded, since modules read their variables when they are initialised.
    for (name, value) in configuration.tokens.flatMap({ Array($0.environment) }) {
      setenv(name, value, 1)
    }
    for token in configuration.tokens { token.pin.eraseFromEnvironment() }
    var pools: [TokenPool] = []
    do throws(AuthorityError) {
      for token in configuration.tokens {
        pools.append(
          try await pool(
            for: token, mayBeAway: configuration.tokens.count > 1, environment: environment,
            ledger: ledger,
            metrics: SignatureMetrics(token: token.name.value, factory: metrics), logger: logger))
      }
      return try await keys(of: configuration, in: pools, at: now, logger: logger)
    } catch {
      for pool in pools { await pool.shutdown() }
      throw error
    }
  }

  private static func pool(
    for token: TokenSettings, mayBeAway: Bool, environment: [String: String],
    ledger: any LoginLedger, metrics: SignatureMetrics, logger: Logger
  ) async throws(AuthorityError) -> TokenPool {
    let selection: Cryptoki.TokenSelection =
      switch token.selection.value {
      case .label(let label): .label(label)
      case .serial(let serial): .serial(serial)
      case .slot(let slot): .slot(UInt(slot))
      }
    do throws(SigningError) {
      return try await TokenPool.open(
        TokenConfiguration(
          name: token.name.value, modulePath: token.module.value, selection: selection,
          profile: token.vendor.map(VendorProfile.named), sessionCount: token.sessions,
          operationTimeout: token.operationTimeout, mayBeAway: mayBeAway),
        pinSource: ConfiguredPIN(
          token: token.name.value, source: token.pin, environment: environment),
        ledger: ledger, metrics: metrics, logger: logger)
    } catch {
      guard case .notOpened = error else { throw .token(name: token.name.value, error) }
      throw .configuration(
        ConfigurationError(
          token.module.problem("\(error).", mend: "Check `module` and how the token is chosen.")))
    }
  }

  private static func keys(
    of configuration: Configuration, in pools: [TokenPool], at now: Timestamp, logger: Logger
  ) async throws(AuthorityError) -> IssuerKeys {
    // The configuration has exactly one; more are a later version's.
    guard let settings = configuration.issuers.first else {
      throw .configuration(
        ConfigurationError(
          configuration.defaultProfile.problem("There is no issuer.", mend: "Add one to `issuers`.")
        ))
    }
    let files: IssuerFiles
    do throws(ConfigurationError) {
      files = try settings.readFiles(at: now.date)
    } catch {
      throw .configuration(error)
    }
    let key = try await settings.signer(files: files, in: pools)
    do {
      let issuer = CertificateIssuer(
        name: settings.name.value,
        description: try IssuerDescription(certificate: files.certificate), signer: key.signer)
      return IssuerKeys(
        pools: pools, issuer: issuer, tokenNames: key.tokenNames, laneCount: key.laneCount,
        chains: [issuer.identity: try chains(of: files)], logger: logger)
    } catch {
      throw .configuration(
        ConfigurationError(
          settings.certificateFile.problem("\(error)", mend: "Name an issuing CA's certificate.")))
    }
  }

  private static func chains(of files: IssuerFiles) throws -> IssuerChains {
    IssuerChains(
      preferred: try text(of: [files.certificate] + files.chain),
      alternates: try files.alternateChains.map(text))
  }

  /// The chain less its root, which clients have (RFC 8555 §7.4.2).
  private static func text(of chain: [Certificate]) throws -> String {
    try chain.filter { $0.subject != $0.issuer }
      .map { try $0.serializeAsPEM().pemString + "\n" }.joined()
  }
}
