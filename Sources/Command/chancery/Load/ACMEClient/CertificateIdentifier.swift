import ACMEProtocol
import X509

extension Certificate {
  /// What a renewal names this certificate by; nil when it does not name its issuer's key.
  ///
  /// - Note: RFC 9773 §4.1: the key identifier and the serial number as DER holds it, both as base64url.
  var renewalIdentifier: String? {
    guard let issuer = try? extensions.authorityKeyIdentifier?.keyIdentifier else { return nil }
    var serial = Array(serialNumber.bytes.drop { $0 == 0 })
    // DER writes whole numbers with a sign (X.690 §8.3.3).
    if serial.first.map({ $0 >= 0x80 }) ?? true { serial.insert(0, at: 0) }
    return "\(Base64URL.encode(Array(issuer))).\(Base64URL.encode(serial))"
  }
}
