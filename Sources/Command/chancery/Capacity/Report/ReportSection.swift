/// A part of a report: a table with its title, for the text and for the page alike.
struct ReportSection {
  let title: String
  /// What stands above the columns beside the first; none where they need no name.
  var columns: [String] = []
  let table: ColumnTable
  /// What is to be known beside the table, each a paragraph.
  var remarks: [String] = []
  /// Follows the remarks.
  var supplement: ColumnTable?
  var supplementColumns: [String] = []

  private static let widthInColumns = 96

  /// The section for people at a terminal.
  var text: String {
    var lines =
      columns.isEmpty
      ? [title] + table.lines(indent: 2)
      : table.lines(under: [title] + columns, indent: 0)
    for remark in remarks { lines += Self.wrapped(remark).map { "  " + $0 } }
    if let supplement { lines += supplement.lines(under: supplementColumns, indent: 2) }
    return lines.joined(separator: "\n")
  }

  /// Breaks a paragraph at blanks, though not between a number and its percent sign.
  static func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count <= widthInColumns || word.hasPrefix("%") {
        lines[lines.count - 1] = "\(line) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
