import ArgumentParser
import AuthorityService
import Foundation
import OperatorConsole

/// The CA that an admin command is for, and the form in which its answer is shown.
struct RunningAuthority: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: "The CA's chancery.yaml.")
  var config: String

  @Option(help: "text or json.")
  var format: Format = .text

  /// Asks the CA, or ends the command with one line that says why there is no answer.
  func reports(for request: AdminRequest) async throws -> [TokenReport] {
    let database = try readConfiguration(config).database
    do throws(AdminClient.Failure) {
      return try await AdminClient(path: try socketPath(of: database)).reports(for: request)
    } catch {
      throw fail(error)
    }
  }

  private func socketPath(
    of database: DatabaseConfiguration
  ) throws(AdminClient.Failure) -> AdminSocketPath {
    do throws(AdminSocketPath.TooLong) {
      return try AdminSocketPath(besideDatabase: database.path)
    } catch {
      throw .noAnswer(path: error.path, reason: error.description)
    }
  }

  /// Prints the reports, and ends the command with failure unless every token signs.
  func show(_ reports: [TokenReport]) throws {
    try write(
      reports, orElse: reports.isEmpty ? "This CA has no tokens." : TokenTable(reports).text)
    if !reports.allSatisfy(\.ready) { throw ExitCode.failed }
  }

  /// Prints the reports, or a text for people.
  func write(_ reports: [TokenReport], orElse text: String) throws {
    switch format {
    case .text: print(text)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(["tokens": reports]), as: UTF8.self))
    }
  }
}
