import ArgumentParser

/// `chancery hsm`: looks at, fills, checks and measures HSMs, with or without a CA.
struct HSM: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hsm",
    abstract:
      "See, check and measure an HSM; works with any PKCS#11 module, with no CA configured.",
    discussion: """
      Name the HSM's PKCS#11 module by --module, or a CA's configuration by --config. The PIN comes \
      from --pin-file or --pin-env, else it is asked for. It is never an argument, which every \
      process of this machine could read.

      EXAMPLE
        chancery hsm slots --module /usr/lib/softhsm/libsofthsm2.so
        chancery hsm keys --config myca/chancery.yaml
      """,
    subcommands: [Slots.self, Doctor.self, Keys.self, Generate.self, Bench.self])
}
