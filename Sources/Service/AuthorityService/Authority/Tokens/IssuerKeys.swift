internal import AuthorityModel
internal import CertificateFormats
internal import Cryptoki
internal import Foundation
internal import HSMSigning
internal import Issuance
internal import IssuancePolicy
internal import Logging
internal import ServiceLifecycle
internal import Signing
internal import SwiftASN1
internal import X509

/// The tokens that are open and the issuer whose key was found in one of them, or in a file.
struct IssuerKeys: Sendable {
  let pools: [TokenPool]
  let issuer: CertificateIssuer
  /// PEM text of the certificates above the issuer's leaves, without the root, by the issuer's
  /// identity.
  let chains: [String: String]

  /// How many signatures can be made at once.
  let laneCount: Int

  /// Opens every token and finds, compares and proves the first issuer's key.
  static func open(
    _ configuration: Configuration, environment: [String: String], at now: Timestamp,
    logger: Logger
  ) async throws(AuthorityError) -> IssuerKeys {
    // Before any module is loaded, since modules read their variables when they are initialised.
    for (name, value) in configuration.tokens.flatMap({ Array($0.environment) }) {
      setenv(name, value, 1)
    }
    var pools: [TokenPool] = []
    do throws(AuthorityError) {
      for token in configuration.tokens {
        pools.append(try await pool(for: token, environment: environment, logger: logger))
      }
      return try await keys(of: configuration, in: pools, at: now)
    } catch {
      for pool in pools { await pool.shutdown() }
      throw error
    }
  }

  private static func pool(
    for token: TokenSettings, environment: [String: String], logger: Logger
  ) async throws(AuthorityError) -> TokenPool {
    let pin: PIN
    do throws(ConfigurationProblem) {
      pin = PIN(Array(try token.pin.read(environment: environment).utf8))
    } catch {
      throw .configuration(ConfigurationError(error))
    }
    let selection: Cryptoki.TokenSelection =
      switch token.selection.value {
      case .label(let label): .label(label)
      case .serial(let serial): .serial(serial)
      case .slot(let slot): .slot(UInt(slot))
      }
    do throws(SigningError) {
      return try await TokenPool.open(
        TokenConfiguration(
          name: token.name.value, modulePath: token.module.value, selection: selection, pin: pin,
          sessionCount: token.sessions, operationTimeout: token.operationTimeout),
        logger: logger)
    } catch {
      switch error {
      case .notOpened:
        throw .configuration(
          ConfigurationError(
            token.module.problem("\(error).", mend: "Check `module` and how the token is chosen.")))
      case .tokenParked:
        // A restart would try the PIN again, and again, until the token is locked (law 8).
        throw .configuration(
          ConfigurationError(
            ConfigurationProblem(
              place: token.pin.place, message: "\(error).", mend: "Each start is one more try.")))
      default: throw .token(name: token.name.value, error)
      }
    }
  }

  private static func keys(
    of configuration: Configuration, in pools: [TokenPool], at now: Timestamp
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
    let (signer, laneCount) = try await signer(for: settings, files: files, in: pools)
    do {
      let issuer = CertificateIssuer(
        name: settings.name.value,
        description: try IssuerDescription(certificate: files.certificate), signer: signer)
      return IssuerKeys(
        pools: pools, issuer: issuer, chains: [issuer.identity: try chainText(of: files)],
        laneCount: laneCount)
    } catch {
      throw .configuration(
        ConfigurationError(
          settings.certificateFile.problem("\(error)", mend: "Name an issuing CA's certificate.")))
    }
  }

  /// The issuer and what is above it; the root stays out, since clients have it (RFC 8555 §7.4.2).
  private static func chainText(of files: IssuerFiles) throws -> String {
    let above = files.chain.filter { $0.subject != $0.issuer }
    return try ([files.certificate] + above).map { try $0.serializeAsPEM().pemString + "\n" }
      .joined()
  }

  private static func signer(
    for settings: IssuerConfiguration, files: IssuerFiles, in pools: [TokenPool]
  ) async throws(AuthorityError) -> (signer: any Signer, laneCount: Int) {
    switch settings.key {
    case .file(let file):
      guard let key = files.softwareKey else {
        throw .configuration(
          ConfigurationError(file.problem("It holds no key.", mend: "Name a PEM private key.")))
      }
      do throws(SigningError) {
        return (try SoftwareSigner(key), ProcessInfo.processInfo.activeProcessorCount)
      } catch {
        throw .configuration(
          ConfigurationError(file.problem("\(error)", mend: "Name a P-256, P-384 or RSA key.")))
      }
    case .tokens(let names, let key):
      guard let name = names.first, let pool = pools.first(where: { $0.name == name.value }) else {
        throw .configuration(
          ConfigurationError(key.problem("Its token is missing.", mend: "Name one of `tokens`.")))
      }
      let selection: KeySelection =
        switch key.value {
        case .label(let label): .label(label)
        case .id(let id): .id(id)
        }
      do throws(SigningError) {
        let signer = try await pool.signer(
          forKey: selection, certificateKey: files.certificate.publicKey)
        return (signer, max(1, pool.health.open))
      } catch {
        guard error.isFaultOfChoice else { throw .token(name: name.value, error) }
        throw .configuration(
          ConfigurationError(
            key.problem(
              "\(error).",
              mend: "It must be the private key of \(settings.certificateFile.value).")))
      }
    }
  }

  /// What the issuer makes, for each profile.
  func templates(for profiles: [ProfileConfiguration])
    throws(AuthorityError) -> [String: LeafTemplate]
  {
    var templates: [String: LeafTemplate] = [:]
    for settings in profiles {
      let problem = settings.name.problem(
        "No certificates can be made by it.", mend: "Its validity must be longer than `backdate`.")
      guard
        let profile = CertificateProfile(
          name: settings.name.value, validity: settings.validity, backdate: settings.backdate),
        let template = try? LeafTemplate(profile: profile, issuer: issuer.description)
      else { throw .configuration(ConfigurationError(problem)) }
      templates[settings.name.value] = template
    }
    return templates
  }

  func shutDown() async {
    for pool in pools { await pool.shutdown() }
  }
}

extension IssuerKeys: Service {
  /// Stays until the service group shuts down, then closes the sessions.
  func run() async throws {
    try? await gracefulShutdown()
    await shutDown()
  }
}

extension SigningError {
  /// Whether another key or certificate must be chosen, where all else may pass by itself.
  fileprivate var isFaultOfChoice: Bool {
    switch self {
    case .keyMissing, .keyAmbiguous, .wrongKey, .wrongKeyType, .keyMayNotSign, .unsupportedKey,
      .unreadableKey, .proofFailed:
      true
    case .busy, .deadlineExceeded, .tokenUnavailable, .tokenParked, .device, .malformedSignature,
      .shutDown, .notOpened:
      false
    }
  }
}
