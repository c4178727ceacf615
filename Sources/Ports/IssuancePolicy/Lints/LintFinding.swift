/// A rule that a certificate breaks.
package struct LintFinding: Sendable, Hashable, Codable {
  package let id: String
  package let severity: Lint.Severity
  package let clause: String
  /// What the rule asks for.
  package let rule: String
  /// What was found instead.
  package let found: String

  init(_ lint: Lint, found: String) {
    id = lint.id
    severity = lint.severity
    clause = lint.clause
    rule = lint.rule
    self.found = found
  }
}

extension LintFinding: CustomStringConvertible {
  /// As `serial_number_too_long (RFC 5280 §4.1.2.2): it has 21 octets`.
  package var description: String { "\(id) (\(clause)): \(found)" }
}
