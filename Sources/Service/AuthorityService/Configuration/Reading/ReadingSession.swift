import Foundation

/// What the reading of one file shares: its name, its folder, and the problems found so far.
///
/// It is a class so that every section can report to it and go on; it never leaves the call that
/// made it.
final class ReadingSession {
  /// The file as the operator named it.
  let file: String
  /// What relative paths are relative to.
  private let folder: URL
  private(set) var problems: [ConfigurationProblem] = []

  init(file: String, folder: URL) {
    self.file = file
    self.folder = folder
  }

  func report(_ problem: ConfigurationProblem) {
    problems.append(problem)
  }

  /// The path, made absolute and freed of `.` and `..`.
  func absolutePath(_ path: String) -> String {
    URL(filePath: path, relativeTo: folder).absoluteURL.standardized.path(percentEncoded: false)
  }
}
