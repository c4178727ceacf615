import Conformance
import Foundation

/// The rows of the table of bad input, as docs/bad-input.md shows them.
///
/// The page is read, since the table itself is part of another target's tests, which hold the page
/// fresh and send each row.
enum RenderedRows {
  private static let page = "docs/bad-input.md"

  static func all() throws -> [TaggedTest] {
    let file = RenderedPage.repository.appending(path: page)
    return tests(in: try String(contentsOf: file, encoding: .utf8))
  }

  static func tests(in text: String) -> [TaggedTest] {
    text.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| ") else { return nil }
      let cells = line.dropFirst(2).split(separator: " | ", omittingEmptySubsequences: false)
      guard let name = cells.first, let last = cells.last else { return nil }
      let ids = last.matches(of: /`([^`]+)`/).map { String($0.1) }
      guard !ids.isEmpty else { return nil }
      return TaggedTest(
        file: page, name: "bad input: \(name.replacing("\\|", with: "|"))", requirements: ids,
        doubt: nil)
    }
  }
}
