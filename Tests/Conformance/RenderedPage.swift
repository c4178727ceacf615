package import Testing

package import Foundation

/// A page under `docs/` that a test renders, so that it says what the code does.
///
///     @Test("docs/ssrf.md shows every refused address")
///     func pageIsFresh() throws { try RenderedPage("docs/ssrf.md").hold(markdown) }
///
/// By convention the test's function is called `pageIsFresh`: `scripts/render-docs` runs all of that
/// name with `UPDATE_DOCS=1`, and then they write their pages instead of comparing them.
package struct RenderedPage: Sendable {
  private let path: String

  /// - Parameter path: The page's path from the repository's root.
  package init(_ path: String) { self.path = path }

  /// Fails when the page's file holds anything but `text`, or writes it there when asked to.
  package func hold(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Self.repository.appending(path: path)
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    let found = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard found != text else { return }
    Issue.record(
      "\(path) is stale: run scripts/render-docs\n\(Self.difference(from: found, to: text))",
      sourceLocation: sourceLocation)
  }

  /// The repository's root.
  package static var repository: URL {
    URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// A few of the lines that are new or gone.
  private static func difference(from old: String, to new: String) -> String {
    new.split(separator: "\n").difference(from: old.split(separator: "\n")).prefix(6)
      .map { change in
        switch change {
        case .insert(_, let line, _): "+ \(line)"
        case .remove(_, let line, _): "- \(line)"
        }
      }
      .joined(separator: "\n")
  }
}
