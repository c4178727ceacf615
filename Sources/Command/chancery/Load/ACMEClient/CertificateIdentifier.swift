import ACMEProtocol
import X509

extension Certificate {
  /// What a renewal names this certificate by; nil when it does not name its issuer's key.
  ///
  /// - Note: RFC 9773 §4.1.
  var renewalIdentifier: String? {
    guard let issuer = try? extensions.authorityKeyIdentifier?.keyIdentifier else { return nil }
    return CertificateIdentifier(
      issuerKeyIdentifier: Array(issuer), serialNumber: serialNumber.bytes
    ).text
  }
}
