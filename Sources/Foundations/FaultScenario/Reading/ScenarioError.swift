/// What is wrong with a scenario file, in one line.
package struct ScenarioError: Error, Sendable, Hashable, CustomStringConvertible {
  package let file: String
  /// Counted from 1; nil where the whole file is meant.
  package let line: Int?
  /// The path of the key, as `faults[0].code`.
  package let key: String
  /// What is wrong, and how to mend it.
  package let text: String

  package var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return key.isEmpty ? "\(place): \(text)" : "\(place): \(key): \(text)"
  }
}
