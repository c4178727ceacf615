import ArgumentParser

/// `chancery`: a certificate authority whose keys live in an HSM.
@main
struct Chancery: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chancery",
    abstract: "An ACME certificate authority whose keys live in an HSM.",
    subcommands: [Load.self])
}
