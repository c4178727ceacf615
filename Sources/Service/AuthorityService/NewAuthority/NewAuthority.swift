package import AuthorityModel
package import Cryptoki

/// What a new authority is to be: the choices of `chancery init`.
package struct NewAuthority: Sendable {
  /// Where the CA's keys are made and kept.
  package enum KeyStore: Sendable {
    /// Inside a PKCS#11 token that is initialised for the purpose.
    case token(module: String)
    /// In PEM files, for trials without an HSM.
    case files
  }

  package var directory: String
  package var keyStore: KeyStore
  package var keyType: KeyPairType
  package var organization: String
  package var externalURL: String
  package var acmePort: Int
  package var operationsPort: Int
  package var publicPort: Int
  package var httpValidationPort: Int
  /// Whether `*.test` is answered with the loopback address and may be validated there.
  package var isDemonstration: Bool

  package init(
    directory: String, keyStore: KeyStore, keyType: KeyPairType, organization: String,
    externalURL: String, acmePort: Int, operationsPort: Int, publicPort: Int,
    httpValidationPort: Int, isDemonstration: Bool
  ) {
    self.directory = directory
    self.keyStore = keyStore
    self.keyType = keyType
    self.organization = organization
    self.externalURL = externalURL
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
  /// nothing that was there is touched.
  ///
  /// - Parameter progress: Told in a few words what is being done.
  /// - Throws: ``NewAuthorityError``.
  package func create(clock: WallClock, progress: (String) -> Void)
    async throws(NewAuthorityError) -> Report
  {
    let layout = try AuthorityDirectory.create(at: directory)
    do throws(NewAuthorityError) {
      return try await fill(layout, clock: clock, progress: progress)
    } catch {
      layout.remove()
      throw error
    }
  }

  private func fill(_ layout: AuthorityDirectory, clock: WallClock, progress: (String) -> Void)
    async throws(NewAuthorityError) -> Report
  {
    let keys: any AuthorityKeys
    switch keyStore {
    case .token(let module):
      progress("Making a token and two \(keyType.rawValue) keys inside it (\(module))")
      keys = try await TokenKeys.make(module: module, type: keyType, in: layout)
    case .files:
      progress("Making two \(keyType.rawValue) keys in files")
      keys = try SoftwareKeys.make(type: keyType, in: layout)
    }
    progress("Signing the root, the intermediate and the server's certificate")
    let certificates = AuthorityCertificates(
      organization: organization, serverName: serverName, keys: keys)
    do throws(NewAuthorityError) {
      try await certificates.write(into: layout, at: clock.now)
    } catch {
      await keys.close()
      throw error
    }
    await keys.close()
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
    template.acmePort = acmePort
    template.operationsPort = operationsPort
    template.publicPort = publicPort
    template.httpPort = httpValidationPort
    template.isDemonstration = isDemonstration
    return template
  }
}
