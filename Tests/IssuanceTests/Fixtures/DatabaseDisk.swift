import Foundation

/// A folder with one database file, removed with the test.
final class DatabaseDisk: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "issuance-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.appending(path: "chancery.sqlite").path(percentEncoded: false) }

  /// A copy of what the disk holds at this moment, as a killed process would leave it.
  ///
  /// The log goes with the file: what is in neither of them was not written.
  func snapshot() throws -> DatabaseDisk {
    let copy = try DatabaseDisk()
    try FileManager.default.copyItem(atPath: path, toPath: copy.path)
    let log = "\(path)-wal"
    if FileManager.default.fileExists(atPath: log) {
      try FileManager.default.copyItem(atPath: log, toPath: "\(copy.path)-wal")
    }
    return copy
  }
}
