/// Rows in columns, of which each stands at the left, as words do, or at the right, as numbers do.
struct ColumnTable {
  enum Side {
    case left
    case right
  }

  let sides: [Side]
  private(set) var rows: [[String]] = []

  init(_ sides: Side...) {
    self.sides = sides
  }

  mutating func add(_ cells: String...) {
    rows.append(cells)
  }

  /// Lines without blanks at their ends.
  ///
  /// - Parameter header: A row above the others.
  func lines(under header: [String] = [], indent: Int) -> [String] {
    let rows = header.isEmpty ? rows : [header] + rows
    let widths = sides.indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return sides[column] == .left ? cell + blanks : blanks + cell
      }
      var line = String(repeating: " ", count: indent) + cells.joined(separator: "   ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
