/// Finds the name that was probably meant.
package enum NearMiss {
  /// The nearest of the known names, if it is near: it differs in case and blanks alone, begins alike,
  /// or has no more than a third of its letters wrong.
  package static func of(_ name: String, among known: [String]) -> String? {
    let plain = plain(name)
    if let same = known.first(where: { Self.plain($0) == plain }) { return same }
    // Long names are not compared, since the work grows with the product of the lengths.
    guard !plain.isEmpty, plain.count <= 64 else { return nil }
    let candidates = known.filter { !$0.isEmpty && $0.count <= 64 }
      .map { (name: $0, distance: distance(from: plain, to: Self.plain($0))) }
    if let best = candidates.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, best.name.count / 3)
    {
      return best.name
    }
    let beginning = known.filter { !$0.isEmpty && Self.plain($0).hasPrefix(plain) }
    return beginning.count == 1 ? beginning.first : nil
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { !$0.isWhitespace }
  }

  /// The number of letters to insert, remove or replace (Levenshtein's distance).
  private static func distance(from first: String, to second: String) -> Int {
    let columns = Array(second)
    var row = Array(0...columns.count)
    for (index, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in columns.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[columns.count]
  }
}
