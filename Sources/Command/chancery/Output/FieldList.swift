import ReportPages

/// Names and values below one another, the values aligned and broken at blanks.
struct FieldList {
  private static let widthInColumns = 98

  let indent: Int
  private var fields: [(name: String, value: String)] = []

  init(indent: Int = 0) {
    self.indent = indent
  }

  /// Adds a field; one without a name continues the one above it.
  mutating func add(_ name: String, _ value: String) {
    fields.append((name, value))
  }

  var text: String {
    let column = (fields.map(\.name.count).max() ?? 0) + 2
    return fields.map { field in
      let lines = field.value.wrapped(at: Self.widthInColumns - indent - column)
      let first = field.name.padded(to: column) + (lines.first ?? "")
      let rest = lines.dropFirst().map { String(repeating: " ", count: column) + $0 }
      return ([first] + rest)
        .map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
    }
    .joined()
  }
}
