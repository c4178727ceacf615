import ArgumentParser
import AuthorityModel
import AuthorityService
import Foundation

/// `chancery config`: looks at configuration files.
struct Config: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Look at configuration files.",
    discussion: """
      EXAMPLE
        chancery config check --config myca/chancery.yaml
      """,
    subcommands: [Check.self])

  /// `chancery config check`: finds what is wrong with a configuration without opening the HSM.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Check a chancery.yaml and the files that it names, without opening the HSM.",
      discussion: """
        Exits with 0 when all is well, else with 78 and one line for each fault: file, line, key, \
        what is wrong, how to mend it.

        EXAMPLE
          chancery config check --config myca/chancery.yaml
        """)

    @Option(help: "The CA's chancery.yaml.")
    var config: String

    func run() async throws {
      let configuration = try readConfiguration(config)
      do {
        try configuration.checkFiles(
          at: WallClock.system.now.date, environment: ProcessInfo.processInfo.environment)
      } catch {
        throw fail(error, as: .badConfiguration)
      }
      print("\(config): no fault found.")
      if !configuration.tokens.isEmpty {
        print("Tokens and their keys were not looked at: chancery hsm doctor --config \(config)")
      }
    }
  }
}
