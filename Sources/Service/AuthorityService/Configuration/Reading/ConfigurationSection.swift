import Yams

/// A group of keys that are known in advance.
///
/// Absent and faulty sections read as empty ones, so that every value has its default, every fault
/// is reported once, and reading goes on to the faults after it.
package struct ConfigurationSection {
  let place: ConfigurationPlace
  let session: ReadingSession
  private let values: [String: ConfigurationNode]
  /// Keys that were written, even if their value is of no use.
  private let writtenKeys: Set<String>
  /// Whether the section was written, and as a group of keys.
  let isUsable: Bool

  /// Reads a group of keys and refuses keys that nobody knows.
  ///
  /// - Parameter refusals: Keys that are refused with a mend of their own.
  init(
    _ node: ConfigurationNode, keys: [String],
    refusing refusals: [String: (message: String, mend: String)] = [:]
  ) {
    place = node.place
    session = node.session
    var values: [String: ConfigurationNode] = [:]
    var writtenKeys: Set<String> = []
    let known = "Write some of the keys \(keys.joined(separator: ", "))."
    for (key, value) in node.pairs(mend: known) {
      writtenKeys.insert(key)
      if let refusal = refusals[key] {
        value.report(refusal.message, mend: refusal.mend)
      } else if !keys.contains(key) {
        value.report("This key is not known.", mend: NearestWord.advice(for: key, among: keys))
      } else if value.isNull {
        value.report("The key has no value.", mend: "Write one, or remove the line.")
      } else {
        values[key] = value
      }
    }
    self.values = values
    self.writtenKeys = writtenKeys
    if case .mapping = node.node { isUsable = true } else { isUsable = false }
  }

  private init(absentAt place: ConfigurationPlace, session: ReadingSession) {
    self.place = place
    self.session = session
    values = [:]
    writtenKeys = []
    isUsable = false
  }

  subscript(key: String) -> ConfigurationNode? { values[key] }

  package func isWritten(_ key: String) -> Bool { writtenKeys.contains(key) }

  /// The key's own place, or its section's when it isn't written.
  package func place(of key: String) -> ConfigurationPlace {
    if let written = values[key] { return written.place }
    let path = place.keyPath.isEmpty ? key : "\(place.keyPath).\(key)"
    return ConfigurationPlace(
      file: place.file, line: place.line, column: place.column, keyPath: path)
  }

  package func report(_ key: String, _ message: String, mend: String) {
    session.report(ConfigurationProblem(place: place(of: key), message: message, mend: mend))
  }

  /// The group of keys under `key`, or an empty one.
  package func section(
    _ key: String, keys: [String],
    refusing refusals: [String: (message: String, mend: String)] = [:]
  ) -> ConfigurationSection {
    guard let node = values[key] else {
      return ConfigurationSection(absentAt: place(of: key), session: session)
    }
    return ConfigurationSection(node, keys: keys, refusing: refusals)
  }

  /// The list of groups under `key`; nil when it isn't written.
  func sections(
    _ key: String, keys: [String],
    refusing refusals: [String: (message: String, mend: String)] = [:]
  ) -> [ConfigurationSection]? {
    guard let node = values[key] else { return nil }
    return node.elements(mend: "Begin each group with `- `.")
      .map { ConfigurationSection($0, keys: keys, refusing: refusals) }
      .filter(\.isUsable)
  }
}
