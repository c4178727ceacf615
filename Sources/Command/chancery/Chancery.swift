import ArgumentParser
import AuthorityService

/// `chancery`: a certificate authority whose keys live in an HSM.
@main
struct Chancery: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chancery",
    abstract: "An ACME certificate authority whose keys live in an HSM.",
    discussion: """
      EXAMPLE
        chancery init myca
        chancery serve --config myca/chancery.yaml
      """,
    version: Release.version,
    subcommands: [
      Initialize.self, Serve.self, Admin.self, HSM.self, CertificateTools.self, Config.self,
      Load.self, Capacity.self,
    ])
}
