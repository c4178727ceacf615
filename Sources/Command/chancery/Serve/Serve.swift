public import ArgumentParser
import AuthorityModel
import AuthorityService
import Foundation
public import Logging

/// `chancery serve`: runs the CA.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the CA until SIGTERM or SIGINT.",
    discussion: """
      EXAMPLE
        chancery serve --config myca/chancery.yaml
      """)

  @Option(help: "The CA's chancery.yaml.")
  var config: String

  @Option(help: "Least level of messages in the log.")
  var logLevel: Logger.Level = .info

  func run() async throws {
    CoreDumps.forbid()
    let logger = Self.logger(logLevel)
    do {
      let configuration = try readConfiguration(config)
      let authority = try await Authority.open(
        configuration, environment: ProcessInfo.processInfo.environment, clock: .system,
        logger: logger)
      try await authority.run { obstacle in
        let directory: Logger.Metadata = [
          "directory": "\(configuration.externalURL.value)/directory"
        ]
        if let obstacle {
          logger.warning(
            "Serving, but not ready: \(obstacle); orders are accepted and wait",
            metadata: directory)
        } else {
          logger.notice("Ready", metadata: directory)
        }
      }
      logger.notice("Stopped")
    } catch let error as AuthorityError {
      throw fail(error, as: error.exitCode)
    }
  }

  private static func logger(_ level: Logger.Level) -> Logger {
    var logger = Logger(label: "chancery") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = level
    return logger
  }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// Reads a configuration file, or ends the command with all that is wrong with it.
func readConfiguration(_ file: String) throws -> Configuration {
  do {
    return try ConfigurationReader.read(file: file)
  } catch {
    throw fail(error, as: .badConfiguration)
  }
}
