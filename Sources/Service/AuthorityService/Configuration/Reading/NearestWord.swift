/// Finds the word that was probably meant.
enum NearestWord {
  /// A sentence that names the word meant, or all of them when none is near.
  static func advice(for word: String, among known: [String]) -> String {
    if let nearest = nearest(to: word, among: known) {
      return "Did you mean `\(nearest)`?"
    }
    return "Remove it, or write one of \(known.joined(separator: ", "))."
  }

  /// The nearest word that differs in no more than a third of its letters.
  static func nearest(to word: String, among known: [String]) -> String? {
    // Long words are not compared, since the work grows with the product of the lengths.
    guard word.count <= 64 else { return nil }
    let candidates = known.map { (word: $0, distance: distance(from: word.lowercased(), to: $0)) }
    guard let best = candidates.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, best.word.count / 3) ? best.word : nil
  }

  /// The number of letters to insert, remove or replace (Levenshtein's distance).
  static func distance(from first: String, to second: String) -> Int {
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
