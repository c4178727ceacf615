package import Foundation
import Yams

/// Reads `chancery.yaml`.
package enum ConfigurationReader {
  /// Reads a file.
  ///
  /// - Throws: ``ConfigurationError`` with every problem of the file at once.
  package static func read(file: String) throws(ConfigurationError) -> Configuration {
    let file = try ConfigurationFile(file)
    return try read(data: file.data, file: file.name, folder: file.folder)
  }

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - file: The file's name as problems are to show it.
  ///   - folder: What relative paths are relative to.
  package static func read(
    data: Data, file: String, folder: URL
  ) throws(ConfigurationError) -> Configuration {
    try read(
      ConfigurationFile(name: file, data: data, folder: folder),
      emptyMend: "`chancery init DIRECTORY` writes a complete example.",
      beginMend: "Begin with a key, as `database: sqlite:chancery.sqlite`.",
      Configuration.init(reading:))
  }

  /// Reads a file of other keys than the CA's, whose problems are found and told in the same way.
  ///
  /// - Parameters:
  ///   - keys: The keys of its top.
  ///   - example: A line that it could begin with.
  package static func read<Value>(
    file: String, keys: [String], example: String, _ body: (ConfigurationSection) -> Value
  ) throws(ConfigurationError) -> Value {
    let mend = "Begin with a key, as `\(example)`."
    return try read(try ConfigurationFile(file), emptyMend: mend, beginMend: mend) {
      body(ConfigurationSection($0, keys: keys))
    }
  }

  private static func read<Value>(
    _ file: ConfigurationFile, emptyMend: String, beginMend: String,
    _ body: (ConfigurationNode) -> Value
  ) throws(ConfigurationError) -> Value {
    let whole = ConfigurationPlace(file: file.name)
    let session = ReadingSession(file: file.name, folder: file.folder)
    let root = try tree(of: file.data, file: file.name).map {
      ConfigurationNode(node: $0, place: whole, session: session)
    }
    guard let root, !root.isNull else {
      throw ConfigurationError(
        ConfigurationProblem(place: whole, message: "The file is empty.", mend: emptyMend))
    }
    switch root.node {
    case .mapping: break
    case .scalar:
      // Law 10: what stands in it may be a secret, since the file may be another than was meant.
      throw ConfigurationError(
        ConfigurationProblem(
          place: whole, message: "The file holds text, but no keys with values.",
          mend: beginMend))
    case .sequence, .alias:
      throw ConfigurationError(
        ConfigurationProblem(
          place: whole, message: "\(root.written) stands where a group of keys is expected.",
          mend: beginMend))
    }
    let value = body(root)
    if let error = ConfigurationError(session.problems) { throw error }
    return value
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
