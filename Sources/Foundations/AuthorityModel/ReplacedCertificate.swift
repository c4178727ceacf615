/// A certificate as renewals name it.
///
/// - Note: RFC 9773 §4.1.
package struct CertificateReference: Sendable, Hashable {
  /// The key identifier that the certificate states of its issuer (RFC 5280 §4.2.1.1).
  package let issuerKeyIdentifier: [UInt8]
  package let serial: SerialNumber

  package init(issuerKeyIdentifier: [UInt8], serial: SerialNumber) {
    self.issuerKeyIdentifier = issuerKeyIdentifier
    self.serial = serial
  }
}

/// The certificate in whose place an order's will come.
///
/// - Note: RFC 9773 §5.
package struct ReplacedCertificate: Sendable, Hashable {
  package let reference: CertificateReference
  /// From when on the new one is urgent, as it was seen when the order was placed; nil where it never is.
  package let urgentFrom: Timestamp?

  package init(_ reference: CertificateReference, urgentFrom: Timestamp? = nil) {
    self.reference = reference
    self.urgentFrom = urgentFrom
  }
}
