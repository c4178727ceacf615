import Foundation

/// A file that is to be read: its bytes, and what its paths are relative to.
struct ConfigurationFile {
  /// Far more than any configuration needs.
  static let sizeLimitInBytes = 1 << 20

  /// The file's name as problems are to show it.
  let name: String
  let data: Data
  /// What relative paths are relative to.
  let folder: URL

  init(name: String, data: Data, folder: URL) {
    self.name = name
    self.data = data
    self.folder = folder
  }

  init(_ file: String) throws(ConfigurationError) {
    do {
      data = try FileContents.read(file, limitInBytes: Self.sizeLimitInBytes)
    } catch {
      throw ConfigurationError(
        ConfigurationProblem(
          place: ConfigurationPlace(file: file),
          message: "The file can't be read: \(error.reason).", mend: error.mend))
    }
    name = file
    folder = URL(filePath: file).absoluteURL.deletingLastPathComponent()
  }
}
