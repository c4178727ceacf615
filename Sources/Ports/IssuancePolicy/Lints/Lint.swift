/// A rule for certificates that can be checked on the bytes to be signed.
package struct Lint: Sendable {
  package enum Severity: String, Sendable, Hashable, CaseIterable, Codable {
    /// A MUST is broken: such a certificate is not signed.
    case error
    /// A SHOULD is broken.
    case warning
    /// Allowed, and worth a second look.
    case notice
  }

  /// The name of the fault, in snake case; it never changes once it was released.
  package let id: String
  package let severity: Severity
  /// Where the rule stands; `BR` are the CA/Browser Forum's Baseline Requirements, version 2.2.6.
  package let clause: String
  package let roles: Set<CertificateRole>
  /// What the rule asks for.
  package let rule: String
  /// What was found instead; nil where the rule is kept.
  let fault: @Sendable (LintSubject) -> String?

  init(
    _ id: String, _ severity: Severity, _ clause: String, of roles: Set<CertificateRole>,
    _ rule: String, fault: @escaping @Sendable (LintSubject) -> String?
  ) {
    self.id = id
    self.severity = severity
    self.clause = clause
    self.roles = roles
    self.rule = rule
    self.fault = fault
  }

  /// Every rule, in the order in which findings are told.
  package static let catalogue: [Lint] =
    structure + serialNumber + signatureAlgorithm + names + subscriberNames + validity + key
    + extensionPresence + extensionCriticality + basicConstraints + keyUsage + extendedKeyUsage
    + keyIdentifiers + alternativeNames + policies + informationAccess + distributionPoints

  /// The one that stands for bytes that can't be read at all.
  package static let unreadable = Lint(
    "certificate_unreadable", .error, "RFC 5280 §4.1", of: CertificateRole.all,
    "A certificate is the DER of the structure that RFC 5280 defines."
  ) { _ in nil }
}
