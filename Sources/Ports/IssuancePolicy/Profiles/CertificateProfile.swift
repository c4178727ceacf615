/// What the certificates of one kind have in common.
///
/// Fixed for all of them: CA:FALSE, serverAuth alone (clientAuth is on its way out of the public
/// web's roots), the domain-validated policy 2.23.140.1.2.1, an empty subject and so a critical
/// subject alternative name, and digitalSignature as the only key usage.
///
/// - Note: CA/B Baseline Requirements §7.1.2.7.
package struct CertificateProfile: Sendable, Hashable {
  package let name: String
  /// How long a certificate is valid, first and last second included (§1.6.1, "Validity Period").
  package let validity: Duration
  /// How far back validity begins, for clients whose clocks are late.
  package let backdate: Duration

  /// Nil unless the validity is at least a second and longer than the backdating, which may not be
  /// negative: such certificates would be over before anyone holds them.
  package init?(name: String, validity: Duration, backdate: Duration = .seconds(3600)) {
    guard validity >= .seconds(1), backdate >= .zero, validity > backdate else { return nil }
    self.name = name
    self.validity = validity
    self.backdate = backdate
  }
}
