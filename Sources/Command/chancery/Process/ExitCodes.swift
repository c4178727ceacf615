import ArgumentParser
import AuthorityService
import Foundation

extension ExitCode {
  /// Something went wrong, or was found to be wrong.
  static let failed = ExitCode(1)
  /// The configuration, or a file that it names, is wrong (`EX_CONFIG`).
  static let badConfiguration = ExitCode(78)
}

/// Ends a command with one line for each thing that is wrong.
func fail(_ message: some CustomStringConvertible, as code: ExitCode = .failed) -> ExitCode {
  // Where nobody listens any more the exit code must still tell.
  try? FileHandle.standardError.write(contentsOf: Data("chancery: \(message)\n".utf8))
  return code
}

extension AuthorityError {
  /// The exit code that goes with it.
  var exitCode: ExitCode {
    switch self {
    case .configuration: .badConfiguration
    case .token, .database, .storage, .listener, .resolver, .fetcher, .admin, .service: .failed
    }
  }
}
