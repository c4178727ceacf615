import Foundation
import Testing

/// Texts that are kept beside the tests, to be read whenever they change.
///
/// To take over a wanted change: `CHANCERY_ACCEPT_GOLDEN=1 swift test --filter Doctor`, then read the
/// diff.
struct GoldenText {
  let folder: URL

  /// Compares a text with the one that is kept.
  func expect(
    _ text: String, named name: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["CHANCERY_ACCEPT_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(difference(from: kept, to: text) == "", "\(name)", sourceLocation: location)
  }

  private func difference(from old: String, to new: String) -> String {
    let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
    return lines(new).difference(from: lines(old)).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
    .joined(separator: "\n")
  }
}
