internal import ACMEServer
internal import AuthorityModel
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
  /// - Parameters:
  ///   - publicURL: Where its certificate and revocation list are published.
  ///   - now: When a certificate of each profile is rehearsed.
  func templates(
    for profiles: [ProfileConfiguration], publishedBelow publicURL: String, at now: Timestamp
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
      try rehearse(template, of: settings, at: now)
      templates[settings.name.value] = template
    }
    return templates
  }

  /// Refuses a profile whose certificates nobody would sign; where only time keeps them from being made,
  /// the CA starts, as it has more to serve than orders.
  private func rehearse(
    _ template: LeafTemplate, of settings: ProfileConfiguration, at now: Timestamp
  ) throws(AuthorityError) {
    do throws(TemplateError) {
      try template.rehearse(at: now.date)
    } catch {
      if case .rules = error {
        throw .configuration(
          ConfigurationError(
            settings.name.problem(
              "\(error)",
              mend:
                "Mend the profile, or the certificate of \(issuer.name): `chancery certificate lint`"
                + " looks at it.")))
      }
      logger.error(
        "No orders are taken",
        metadata: ["profile": "\(settings.name.value)", "reason": "\(error)"])
    }
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
