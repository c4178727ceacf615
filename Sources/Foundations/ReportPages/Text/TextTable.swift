/// Rows in columns as wide as they need: words stand at the left of theirs, numbers at the right.
package struct TextTable: Sendable {
  package enum Side: Sendable {
    case left
    case right
  }

  /// Of each column; one that is not named is at the left.
  package let sides: [Side]
  package private(set) var rows: [[String]] = []

  package init(_ sides: Side...) {
    self.init(sides: sides)
  }

  package init(sides: [Side], rows: [[String]] = []) {
    self.sides = sides
    self.rows = rows
  }

  package mutating func add(_ cells: String...) {
    rows.append(cells)
  }

  /// Lines without blanks at their ends.
  ///
  /// - Parameters:
  ///   - header: A row above the others.
  ///   - gap: How many blanks are between two columns.
  package func lines(under header: [String] = [], indent: Int = 0, gap: Int = 2) -> [String] {
    let rows = header.isEmpty ? rows : [header] + rows
    var widths = Array(repeating: 0, count: rows.map(\.count).max() ?? 0)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    let between = String(repeating: " ", count: gap)
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let blanks = String(repeating: " ", count: widths[column] - cell.count)
        return side(of: column) == .left ? cell + blanks : blanks + cell
      }
      var line = String(repeating: " ", count: indent) + cells.joined(separator: between)
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  package func side(of column: Int) -> Side {
    sides.indices.contains(column) ? sides[column] : .left
  }
}
