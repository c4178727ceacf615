internal import ACMEServer
internal import HSMSigning
internal import Issuance
internal import IssuancePolicy
internal import Logging
internal import OperatorConsole
internal import ServiceLifecycle

/// The tokens that are open and the issuer whose key is in some of them, or in a file.
struct IssuerKeys: Sendable {
  let pools: [TokenPool]
  let issuer: CertificateIssuer
  /// The tokens that hold the issuer's key.
  let tokenNames: Set<String>
  /// How many signatures can be made at once.
  let laneCount: Int
  /// What stands above the issuer's leaves, by the issuer's identity.
  let chains: [String: IssuerChains]
  let logger: Logger

  /// Rung whenever a token begins to sign.
  let recovery = RecoveryBell()

  /// What the issuer makes, for each profile.
  ///
  /// - Parameter publicURL: Where its certificate and revocation list are published.
  func templates(
    for profiles: [ProfileConfiguration], publishedBelow publicURL: String
  ) throws(AuthorityError) -> [String: LeafTemplate] {
    let publication = IssuerPublication(of: issuer.name, below: publicURL)
    var templates: [String: LeafTemplate] = [:]
    for settings in profiles {
      let problem = settings.name.problem(
        "No certificates can be made by it.", mend: "Its validity must be longer than `backdate`.")
      guard
        let profile = CertificateProfile(
          name: settings.name.value, validity: settings.validity, backdate: settings.backdate),
        let template = try? LeafTemplate(
          profile: profile, issuer: issuer.description, publication: publication)
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
  /// Wakes the issuer whenever a token begins to sign, until the service group shuts down; then closes
  /// the sessions and says what each token has done.
  func run() async throws {
    await withDiscardingTaskGroup { group in
      for pool in pools {
        group.addTask {
          for await status in pool.changes() where status.isReady { recovery.ring() }
        }
      }
      try? await gracefulShutdown()
      group.cancelAll()
    }
    let reports = TokenReports(pools: pools).all
    await shutDown()
    for report in reports {
      logger.notice(
        "Token closed",
        metadata: [
          "token": "\(report.name)", "signatures": "\(report.signatures)",
          "share": "\(Int((report.share * 100).rounded())) %",
        ])
    }
  }
}
