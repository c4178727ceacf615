extension IssuerConfiguration {
  static let keys = ["name", "certificate_file", "chain_files", "alternate_chains", "key"]

  init(reading section: ConfigurationSection, tokens: [TokenSettings]) {
    name = section.obligatoryText("name", mend: "Give the issuer a name, as `name: r1`.")
    certificateFile = section.obligatoryPath(
      "certificate_file", mend: "Name its certificate, as `certificate_file: issuers/r1.pem`.")
    chainFiles = section.texts(
      "chain_files", mend: "List the certificates above it, as `[issuers/root.pem]`."
    )
    .map { Located(section.session.absolutePath($0.value), at: $0.place) }
    alternateChains =
      (section.sections(
        "alternate_chains", keys: AlternateChainConfiguration.keys) ?? [])
      .map(AlternateChainConfiguration.init(reading:))
    key = IssuerKeySource(reading: section, tokens: tokens)
  }
}
