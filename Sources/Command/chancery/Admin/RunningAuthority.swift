import ArgumentParser
import AuthorityService
import Foundation
import OperatorConsole

/// The CA that an admin command is for, and the form in which its answer is shown.
struct RunningAuthority: ParsableArguments {
  @Option(help: "The CA's chancery.yaml.")
  var config: String

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  /// Asks the CA, or ends the command with one line that says why there is no answer.
  func answer(to request: AdminRequest) async throws -> AdminAnswer {
    try await asking { client throws(AdminClient.Failure) in
      try await client.answer(to: request)
    }
  }

  /// Asks the CA something of its tokens, or ends the command.
  func reports(for request: AdminRequest) async throws -> [TokenReport] {
    try await asking { client throws(AdminClient.Failure) in
      try await client.reports(for: request)
    }
  }

  private func asking<Answer>(
    _ ask: (AdminClient) async throws(AdminClient.Failure) -> Answer
  ) async throws -> Answer {
    let database = try readConfiguration(config).database
    do throws(AdminClient.Failure) {
      return try await ask(AdminClient(path: try socketPath(of: database)))
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
    try write(["tokens": reports], orElse: text)
  }

  /// Prints a value for programs, or a text for people.
  func write(_ value: some Encodable, orElse text: String) throws {
    switch format {
    case .text: print(text)
    case .json: try OutputFormat.printJSON(value)
    }
  }
}
