package import AuthorityModel
package import Cryptoki
internal import IssuancePolicy

/// What a new authority is to be: the choices of `chancery init`.
package struct NewAuthority: Sendable {
  /// Where the CA's keys are made and kept.
  package enum KeyStore: Sendable {
    /// Inside a PKCS#11 token.
    case token(TokenPlan)
    /// In PEM files, for trials without an HSM.
    case files
  }

  package var directory: String
  package var keyStore: KeyStore
  package var keyType: KeyPairType
  package var organization: String
  package var externalURL: String
  /// What certificates name for their issuer's certificate and revocation list.
  package var publicURL: String
  package var acmePort: Int
  package var operationsPort: Int
  package var publicPort: Int
  package var httpValidationPort: Int
  /// Whether `*.test` is answered with the loopback address and may be validated there.
  package var isDemonstration: Bool

  package init(
    directory: String, keyStore: KeyStore, keyType: KeyPairType, organization: String,
    externalURL: String, publicURL: String, acmePort: Int, operationsPort: Int, publicPort: Int,
    httpValidationPort: Int, isDemonstration: Bool
  ) {
    self.directory = directory
    self.keyStore = keyStore
    self.keyType = keyType
    self.organization = organization
    self.externalURL = externalURL
    self.publicURL = publicURL
    self.acmePort = acmePort
    self.operationsPort = operationsPort
    self.publicPort = publicPort
    self.httpValidationPort = httpValidationPort
    self.isDemonstration = isDemonstration
  }

  /// What was made, for the person who asked for it.
  package struct Report: Sendable {
    package let configurationFile: String
    package let rootFile: String
    package let keyPlace: String
  }

  /// Makes the directory with everything that `chancery serve` needs.
  ///
  /// The directory appears whole or not at all: what was made before a failure is removed again, and
  /// nothing that was there is touched. Only where a token was initialised that would be locked for
  /// ever without its PINs, the directory stays; keys stay where they were made in a token that was there
  /// before.
  ///
  /// - Parameter progress: Told in a few words what is being done.
  /// - Throws: ``NewAuthorityError``.
  package func create(clock: WallClock, progress: (String) -> Void)
    async throws(NewAuthorityError) -> Report
  {
    try check()
    let layout = try AuthorityDirectory.create(at: directory)
    do throws(NewAuthorityError) {
      return try await fill(layout, clock: clock, progress: progress)
    } catch {
      if !error.needsDirectory { layout.remove() }
      throw error
    }
  }

  /// Checks the choices before anything is made.
  ///
  /// - Throws: ``NewAuthorityError/badChoice(reason:)``.
  package func check() throws(NewAuthorityError) {
    do throws(TemplateError) {
      _ = try AuthorityTemplates(organization: organization)
    } catch {
      throw .badChoice(reason: "\(error)")
    }
    guard ServerName(serverName) != nil else {
      throw .badChoice(
        reason: "\"\(serverName)\" is neither an IP address nor a DNS name. Write names with other "
          + "letters in their xn-- form.")
    }
    if let fault = ExternalURL.fault(in: publicURL, scheme: "http", mayHavePath: true) {
      throw .badChoice(reason: "The public URL \(fault). Write it as http://pki.example.")
    }
    if case .token(let plan) = keyStore, plan.rootLabel == plan.intermediateLabel {
      throw .badChoice(reason: "The two keys need different labels.")
    }
    guard Set([acmePort, operationsPort, publicPort]).count == 3 else {
      throw .badChoice(reason: "Each listener needs a port of its own.")
    }
  }

  private func fill(_ layout: AuthorityDirectory, clock: WallClock, progress: (String) -> Void)
    async throws(NewAuthorityError) -> Report
  {
    let keys: any AuthorityKeys
    switch keyStore {
    case .token(let plan):
      progress(
        plan.target == .fresh
          ? "Making a token and two \(keyType.rawValue) keys inside it (\(plan.module))"
          : "Making two \(keyType.rawValue) keys inside the token (\(plan.module))")
      keys = try await TokenKeys.make(plan, type: keyType, in: layout)
    case .files:
      progress("Making two \(keyType.rawValue) keys in files")
      keys = try SoftwareKeys.make(type: keyType, in: layout)
    }
    let finished: Result<Report, NewAuthorityError>
    do throws(NewAuthorityError) {
      finished = .success(
        try await finish(layout, with: keys, at: clock.now, progress: progress))
    } catch {
      finished = .failure(
        keys.remains.map { .leftBehind($0, reason: error.description) } ?? error)
    }
    await keys.close()
    return try finished.get()
  }

  private func finish(
    _ layout: AuthorityDirectory, with keys: any AuthorityKeys, at now: Timestamp,
    progress: (String) -> Void
  ) async throws(NewAuthorityError) -> Report {
    progress("Signing the root, the intermediate and the server's certificate")
    let certificates = AuthorityCertificates(
      organization: organization, serverName: ServerName(serverName), publicURL: publicURL,
      keys: keys)
    try await certificates.write(into: layout, at: now)
    progress("Writing chancery.yaml")
    try layout.write(configuration(for: keys).text, to: .configuration)
    return Report(
      configurationFile: layout.path(of: .configuration), rootFile: layout.path(of: .root),
      keyPlace: keys.place)
  }

  /// The host under which clients reach the server, for its certificate.
  private var serverName: String {
    let rest = externalURL.split(separator: "/", maxSplits: 2).last.map(String.init) ?? ""
    // An IPv6 address stands in brackets (RFC 3986 §3.2.2).
    if rest.hasPrefix("[") { return String(rest.dropFirst().prefix { $0 != "]" }) }
    return String(rest.prefix { $0 != ":" })
  }

  private func configuration(for keys: any AuthorityKeys) -> ConfigurationTemplate {
    var template = ConfigurationTemplate(key: keys.configurationKey)
    template.externalURL = externalURL
    template.publicURL = publicURL
    template.acmePort = acmePort
    template.operationsPort = operationsPort
    template.publicPort = publicPort
    template.httpPort = httpValidationPort
    template.isDemonstration = isDemonstration
    return template
  }
}
