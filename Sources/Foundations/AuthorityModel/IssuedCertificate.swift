/// A certificate that a client may fetch.
package struct IssuedCertificate: Sendable, Hashable {
  package let serial: SerialNumber
  /// Name of the issuer in the configuration, whose chain follows the certificate.
  package let issuer: String
  package let account: AccountID
  package let order: OrderID
  package let der: [UInt8]
  package let notBefore: Timestamp
  package let notAfter: Timestamp

  package init(
    serial: SerialNumber, issuer: String, account: AccountID, order: OrderID, der: [UInt8],
    notBefore: Timestamp, notAfter: Timestamp
  ) {
    self.serial = serial
    self.issuer = issuer
    self.account = account
    self.order = order
    self.der = der
    self.notBefore = notBefore
    self.notAfter = notAfter
  }
}
