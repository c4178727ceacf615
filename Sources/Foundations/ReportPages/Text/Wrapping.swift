extension String {
  /// Lines of a text for a terminal, broken at blanks.
  ///
  /// A word that is longer than a line, as a path, stands alone; a percent sign stays with its number.
  ///
  /// - Parameter first: The first line's width, where it is another.
  package func wrapped(at width: Int, first: Int? = nil) -> [String] {
    var lines = [""]
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      let line = lines[lines.count - 1]
      let room = lines.count == 1 ? first ?? width : width
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count <= room || word.hasPrefix("%") {
        lines[lines.count - 1] = "\(line) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// Followed by blanks up to a column.
  package func padded(to column: Int) -> String {
    self + String(repeating: " ", count: max(0, column - count))
  }
}
