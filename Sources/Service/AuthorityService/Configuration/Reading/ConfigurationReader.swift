package import Foundation
import Yams

/// Reads `chancery.yaml`.
package enum ConfigurationReader {
  /// Far more than any configuration needs.
  static let sizeLimitInBytes = 1 << 20

  /// Reads a file.
  ///
  /// - Throws: ``ConfigurationError`` with every problem of the file at once.
  package static func read(file: String) throws(ConfigurationError) -> Configuration {
    let whole = ConfigurationPlace(file: file)
    let data: Data
    do {
      data = try FileContents.read(file, limitInBytes: sizeLimitInBytes)
    } catch {
      throw ConfigurationError(
        ConfigurationProblem(
          place: whole, message: "The file can't be read: \(error.reason).", mend: error.mend))
    }
    return try read(
      data: data, file: file, folder: URL(filePath: file).absoluteURL.deletingLastPathComponent())
  }

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - file: The file's name as problems are to show it.
  ///   - folder: What relative paths are relative to.
  package static func read(
    data: Data, file: String, folder: URL
  ) throws(ConfigurationError) -> Configuration {
    let whole = ConfigurationPlace(file: file)
    let session = ReadingSession(file: file, folder: folder)
    let root = try tree(of: data, file: file).map {
      ConfigurationNode(node: $0, place: whole, session: session)
    }
    guard let root, !root.isNull else {
      throw ConfigurationError(
        ConfigurationProblem(
          place: whole, message: "The file is empty.",
          mend: "`chancery init DIRECTORY` writes a complete example."))
    }
    guard case .mapping = root.node else {
      throw ConfigurationError(
        ConfigurationProblem(
          place: whole, message: "\(root.written) stands where a group of keys is expected.",
          mend: "Begin with a key, as `database: sqlite:chancery.sqlite`."))
    }
    let configuration = Configuration(reading: root)
    if let error = ConfigurationError(session.problems) { throw error }
    return configuration
  }

  /// The YAML tree; nil where there is nothing but comments.
  private static func tree(of data: Data, file: String) throws(ConfigurationError) -> Node? {
    guard let text = String(bytes: data, encoding: .utf8), !data.contains(0) else {
      throw ConfigurationError(
        ConfigurationProblem(
          place: ConfigurationPlace(file: file), message: "The file is not UTF-8 text.",
          mend: "Save it as UTF-8, or name another file."))
    }
    do {
      // The encoding is named, since the library would otherwise look into the environment.
      return try compose(yaml: text, .default, .default, .utf8)
    } catch {
      throw ConfigurationError(SyntaxProblem.problem(of: error, file: file))
    }
  }
}
