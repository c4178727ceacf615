/// One thing that is wrong with the configuration, and how to mend it.
package struct ConfigurationProblem: Error, Sendable, Hashable {
  package let place: ConfigurationPlace
  /// What is wrong, as a whole sentence.
  package let message: String
  /// What to write or do instead, as a whole sentence.
  package let mend: String

  package init(place: ConfigurationPlace, message: String, mend: String) {
    self.place = place
    self.message = message
    self.mend = mend
  }
}

extension ConfigurationProblem: CustomStringConvertible {
  /// One line that says where, what, and how to mend it.
  package var description: String { "\(place): \(message) \(mend)" }
}
