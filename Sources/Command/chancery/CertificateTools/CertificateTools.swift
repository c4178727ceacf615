import ArgumentParser

/// `chancery certificate`: looks at certificates.
struct CertificateTools: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate", abstract: "Look at certificates.",
    discussion: """
      EXAMPLE
        chancery certificate lint myca/issuers/r1.pem myca/issuers/root.pem
      """,
    subcommands: [LintCertificates.self])
}
