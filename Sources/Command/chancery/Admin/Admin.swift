import ArgumentParser

/// `chancery admin`: asks a running CA for something.
struct Admin: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "admin", abstract: "Administer a CA that is running on this machine.",
    discussion: """
      The commands reach `chancery serve` over a Unix socket beside its database, which only the user \
      that runs it and root can open.

      EXAMPLE
        chancery admin hsm status --config myca/chancery.yaml
        chancery admin revoke 4a3f09c2d0e15b7788a1f0934dbb6e21 --reason superseded \\
          --config myca/chancery.yaml
        chancery admin keys list --config myca/chancery.yaml
        chancery admin queue status --config myca/chancery.yaml
      """,
    subcommands: [
      AdminHSM.self, AdminRevoke.self, AdminKeys.self, AdminQueue.self, AdminAccounts.self,
    ])
}
