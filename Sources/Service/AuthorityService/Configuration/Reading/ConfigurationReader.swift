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
    let node = try root(of: data, file: file)
    let session = ReadingSession(file: file, folder: folder)
    let configuration = Configuration(
      reading: ConfigurationNode(
        node: node, place: ConfigurationPlace(file: file), session: session))
    if let error = ConfigurationError(session.problems) { throw error }
    return configuration
  }

  private static func root(of data: Data, file: String) throws(ConfigurationError) -> Node {
    let whole = ConfigurationPlace(file: file)
    guard let text = String(bytes: data, encoding: .utf8), !data.contains(0) else {
      throw ConfigurationError(
        ConfigurationProblem(
          place: whole, message: "The file is not UTF-8 text.",
          mend: "Save it as UTF-8, or name another file."))
    }
    let node: Node?
    do {
      // The encoding is named, since the library would otherwise look into the environment.
      node = try compose(yaml: text, .default, .default, .utf8)
    } catch {
      throw ConfigurationError(SyntaxProblem.problem(of: error, file: file))
    }
    guard let node,
      !ConfigurationNode(
        node: node, place: whole, session: ReadingSession(file: file, folder: URL(filePath: "/"))
      ).isNull
    else {
      throw ConfigurationError(
        ConfigurationProblem(
          place: whole, message: "The file is empty.",
          mend: "`chancery init DIRECTORY` writes a complete example."))
    }
    return node
  }
}
