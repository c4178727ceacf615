/// A value that remembers where it was written.
///
/// Checks that come later (a missing file, a certificate that doesn't fit its key) can so still name
/// the line and the key that the operator must change.
package struct Located<Value> {
  package let value: Value
  package let place: ConfigurationPlace

  package init(_ value: Value, at place: ConfigurationPlace) {
    self.value = value
    self.place = place
  }

  /// A problem with this value.
  package func problem(_ message: String, mend: String) -> ConfigurationProblem {
    ConfigurationProblem(place: place, message: message, mend: mend)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
