/// The number that a client gives for a reason, whatever it is.
package struct RevocationReasonCode: Sendable, Hashable {
  /// Nil for numbers that no `Int` holds.
  package let value: Int?

  package init(_ value: Int?) {
    self.value = value
  }

  /// The reason that it stands for; nil where no leaf can be revoked for it.
  package var reason: RevocationReason? { value.flatMap(RevocationReason.init(rawValue:)) }
}
