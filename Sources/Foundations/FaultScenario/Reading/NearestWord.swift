/// Finds the word that was probably meant.
enum NearestWord {
  /// A sentence that names the word meant, or all of them when none is near.
  static func advice(for word: String, among known: [String]) -> String {
    guard let nearest = nearest(to: word, among: known) else {
      return known.count > 24 ? "" : " Write one of \(known.joined(separator: ", "))."
    }
    return " Did you mean `\(nearest)`?"
  }

  private static func nearest(to word: String, among known: [String]) -> String? {
    // Long words are not compared, since the work grows with the product of the lengths.
    guard word.count <= 64 else { return nil }
    let letters = Array(word.lowercased())
    let best = known.map { (word: $0, distance: distance(letters, Array($0.lowercased()))) }
      .min { $0.distance < $1.distance }
    guard let best, best.distance <= max(2, best.word.count / 3) else { return nil }
    return best.word
  }

  /// The number of letters to insert, remove or replace (Levenshtein's distance).
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, other) in second.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
