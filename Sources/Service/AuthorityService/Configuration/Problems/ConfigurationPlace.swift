/// Where in the configuration a value stands.
package struct ConfigurationPlace: Sendable, Hashable {
  /// The file as the operator named it.
  package let file: String
  /// Counted from 1; nil where the file as a whole is meant.
  package let line: Int?
  /// Counted from 1, in Unicode scalars.
  package let column: Int?
  /// The way to the key, as `hsm.tokens[0].sessions`; empty for the file as a whole.
  package let keyPath: String

  package init(file: String, line: Int? = nil, column: Int? = nil, keyPath: String = "") {
    self.file = file
    self.line = line
    self.column = column
    self.keyPath = keyPath
  }
}

extension ConfigurationPlace: CustomStringConvertible {
  /// The form that editors and terminals make clickable: `chancery.yaml:12: hsm.tokens[0].sessions`.
  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if !keyPath.isEmpty { text += ": \(keyPath)" }
    return text
  }
}
