/// What renewals need to know of a certificate: what it says, and whether it still holds.
package struct CertificateStanding: Sendable, Hashable {
  package let reference: CertificateReference
  /// Who ordered it.
  package let account: AccountID
  /// The DNS names that it bears, wildcards with their asterisk.
  package let names: [String]
  package let notBefore: Timestamp
  package let notAfter: Timestamp
  /// Nil for what was issued before keys were kept with certificates, and can't be read.
  package let key: KeyFingerprint?
  package let revocation: Revocation?

  package init(
    reference: CertificateReference, account: AccountID, names: [String], notBefore: Timestamp,
    notAfter: Timestamp, key: KeyFingerprint?, revocation: Revocation? = nil
  ) {
    self.reference = reference
    self.account = account
    self.names = names
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.key = key
    self.revocation = revocation
  }
}

extension CertificateStanding {
  /// How long it is valid.
  package var lifetime: Duration { notAfter - notBefore }
}
