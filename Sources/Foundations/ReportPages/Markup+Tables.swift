extension Markup {
  /// A table under its columns' names, which scrolls where the page is narrow.
  ///
  /// - Parameters:
  ///   - kind: The table's class.
  ///   - columns: None where they need no names.
  package static func table(
    class kind: String? = nil, columns: [String], rows: [Markup]
  ) -> Markup {
    let header: [Markup] =
      columns.isEmpty
      ? []
      : [tag("thead", [:], [tag("tr", [:], columns.map { tag("th", ["scope": "col"], $0) })])]
    let content = header + [tag("tbody", [:], rows)]
    return tag(
      "div", ["class": "scroll"],
      [kind.map { tag("table", ["class": $0], content) } ?? tag("table", [:], content)])
  }

  /// A table of names and their values.
  package static func table(named rows: [(String, String)]) -> Markup {
    tag(
      "table", [:],
      [
        tag(
          "tbody", [:],
          rows.map { name, value in
            tag("tr", [:], [tag("th", ["scope": "row"], name), tag("td", [:], value)])
          })
      ])
  }

  /// A row of a table.
  ///
  /// - Parameter kind: The row's class.
  package static func row(_ cells: [String], class kind: String? = nil) -> Markup {
    let cells = cells.map { tag("td", [:], $0) }
    return kind.map { tag("tr", ["class": $0], cells) } ?? tag("tr", [:], cells)
  }
}
