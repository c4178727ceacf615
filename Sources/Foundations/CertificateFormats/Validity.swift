/// From when until when a certificate is valid, both ends included (RFC 5280 §4.1.2.5).
package struct Validity: Sendable, Hashable {
  package let notBefore: CertificateTime
  package let notAfter: CertificateTime

  /// - Throws: ``CertificateFormatError/emptyValidity`` when it would end before it begins.
  package init(
    from notBefore: CertificateTime, through notAfter: CertificateTime
  ) throws(CertificateFormatError) {
    guard notBefore <= notAfter else { throw .emptyValidity }
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  /// A validity of some length, whose last second counts too, as the Baseline Requirements §1.6.1
  /// count it; fractions of a second are dropped.
  package init(
    from notBefore: CertificateTime, lasting length: Duration
  ) throws(CertificateFormatError) {
    try self.init(from: notBefore, through: notBefore.advanced(by: length - .seconds(1)))
  }
}
