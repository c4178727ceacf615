extension AlternateChainConfiguration {
  static let keys = ["certificate_file", "chain_files"]

  init(reading section: ConfigurationSection) {
    certificateFile =
      section.isWritten("certificate_file")
      ? section.obligatoryPath(
        "certificate_file",
        mend: "Name a certificate of the issuer's key, or leave the line out.") : nil
    chainFiles = section.texts(
      "chain_files", mend: "List the certificates above it, as `[issuers/other-root.pem]`."
    )
    .map { Located(section.session.absolutePath($0.value), at: $0.place) }
    if !section.isWritten("certificate_file"), chainFiles.isEmpty {
      section.report(
        "chain_files", "The chain is empty.",
        mend: "Write it as `{ certificate_file: …, chain_files: […] }`; either may be left out.")
    }
  }
}
