import ArgumentParser
import AuthorityService
import OperatorConsole

/// `chancery admin hsm`: the tokens of a running CA.
struct AdminHSM: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hsm", abstract: "See and mend the tokens of a running CA.",
    discussion: """
      EXAMPLE
        chancery admin hsm status --config myca/chancery.yaml
        chancery admin hsm unpark --config myca/chancery.yaml --token primary
      """,
    subcommands: [Status.self, Unpark.self])

  /// `chancery admin hsm status`: how each token is doing.
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show each token's state, sessions, share of the signatures and last fault.",
      discussion: """
        Exits with 0 when every token signs, else with 1.

        EXAMPLE
          chancery admin hsm status --config myca/chancery.yaml
        """)

    @OptionGroup var running: RunningAuthority

    func run() async throws {
      try running.show(try await running.reports(for: .tokenReports))
    }
  }

  /// `chancery admin hsm unpark`: lets parked tokens log in once more.
  struct Unpark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unpark",
      abstract: "Try the PIN of a parked token once more.",
      discussion: """
        A token whose PIN was wrong is left alone, since it locks after a few tries. Correct its PIN \
        file first: each unparking is one try. (A changed PIN file is also noticed by itself.)

        Exits with 0 when the token signs again or none is parked, else with 1.

        EXAMPLE
          chancery admin hsm unpark --config myca/chancery.yaml --token primary
        """)

    @OptionGroup var running: RunningAuthority

    @Option(help: "The token's name in chancery.yaml (default: every parked token).")
    var token: String?

    func run() async throws {
      let reports = try await running.reports(for: .tokenReports)
      let named = reports.filter { token == nil || $0.name == token }
      // Whoever names a token that there isn't is told so by serve.
      if token == nil || !named.isEmpty, !named.contains(where: { $0.state == "parked" }) {
        return try running.write(named, orElse: "No token is parked.")
      }
      try running.show(try await running.reports(for: .unpark(token: token)))
    }
  }
}
