/// Rows whose cells stand in columns as wide as they need.
struct TextTable {
  let indent: Int
  private var rows: [[String]] = []

  init(indent: Int = 0) {
    self.indent = indent
  }

  mutating func add(_ cells: String...) {
    rows.append(cells)
  }

  var text: String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
      let end = cells.lastIndex { $0 != " " }.map(cells.index(after:)) ?? cells.startIndex
      return String(repeating: " ", count: indent) + cells[..<end] + "\n"
    }
    .joined()
  }
}
