/// The table of layers in docs/architecture.md: the rows, highest first, and their targets.
struct LayerTable: Hashable {
  struct Row: Hashable {
    let name: String
    let targets: [String]
  }

  let rows: [Row]

  init(rows: [Row]) {
    self.rows = rows
  }

  /// Reads the table between the two `layers` marks of a Markdown text.
  ///
  /// The first cell holds the row's name and the second its targets, each between backticks.
  init(markdown: String) {
    let lines = markdown.split(separator: "\n")
    let table =
      lines
      .drop { $0 != "<!-- layers -->" }
      .prefix { $0 != "<!-- end of layers -->" }
    rows = table.compactMap { line in
      let cells = line.split(separator: "|").map(Self.codeSpans)
      guard cells.count >= 2, let name = cells[0].first else { return nil }
      return Row(name: name, targets: cells[1])
    }
  }

  /// How high a row lies; greater is higher, and nil for a row that the table lacks.
  func height(ofRow name: String) -> Int? {
    rows.firstIndex { $0.name == name }.map { rows.count - $0 }
  }

  /// The row that the table gives a target.
  func row(of target: String) -> String? {
    rows.first { $0.targets.contains(target) }?.name
  }

  private static func codeSpans(in cell: Substring) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false)
      .enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }
      .map { String($0.element) }
  }
}
