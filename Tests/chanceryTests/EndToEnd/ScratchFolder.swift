import Foundation

/// A folder of its own for one test, removed with it.
final class ScratchFolder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "chancery-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String = "") -> String { url.appending(path: name).path(percentEncoded: false) }

  func text(of name: String) -> String {
    (try? String(contentsOf: URL(filePath: path(name)), encoding: .utf8)) ?? ""
  }

  func write(_ text: String, to name: String, mode: Int? = nil) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
    guard let mode else { return }
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
  }

  /// Everything in it: the mode of each entry, by its path.
  func modes(in name: String) throws -> [String: Int] {
    let files = FileManager.default
    return try files.subpathsOfDirectory(atPath: path(name)).reduce(into: [:]) { modes, entry in
      let attributes = try files.attributesOfItem(atPath: path("\(name)/\(entry)"))
      modes[entry] = attributes[.posixPermissions] as? Int
    }
  }
}
