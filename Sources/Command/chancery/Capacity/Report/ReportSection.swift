import ReportPages

/// A part of a report: a table with its title, for the text and for the page alike.
struct ReportSection {
  let title: String
  /// What stands above the columns beside the first; none where they need no name.
  var columns: [String] = []
  let table: TextTable
  /// What is to be known beside the table, each a paragraph.
  var remarks: [String] = []
  /// Follows the remarks.
  var supplement: TextTable?
  var supplementColumns: [String] = []

  private static let widthInColumns = 96
  private static let gap = 3

  /// The section for people at a terminal.
  var text: String {
    var lines =
      columns.isEmpty
      ? [title] + table.lines(indent: 2, gap: Self.gap)
      : table.lines(under: [title] + columns, gap: Self.gap)
    for remark in remarks { lines += Self.wrapped(remark).map { "  " + $0 } }
    if let supplement {
      lines += supplement.lines(
        under: supplementColumns, indent: 2, gap: Self.gap)
    }
    return lines.joined(separator: "\n")
  }

  static func wrapped(_ text: String) -> [String] { text.wrapped(at: widthInColumns) }
}
