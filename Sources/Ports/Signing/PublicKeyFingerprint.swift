import CertificateFormats
import Crypto
import SwiftASN1
package import X509

extension Certificate.PublicKey {
  /// The DER of the SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
  package var subjectPublicKeyInfo: [UInt8] {
    var serializer = DER.Serializer()
    do {
      try serializer.serialize(self)
    } catch {
      // Every key that was read can be written.
      return []
    }
    return serializer.serializedBytes
  }

  /// SHA-256 over the SubjectPublicKeyInfo, in lower-case hex.
  package var fingerprint: String { Signing.fingerprint(of: subjectPublicKeyInfo) }
}

/// The fingerprint by which operators compare keys.
///
/// It is what `openssl pkey -pubin -outform DER | sha256sum` prints.
package func fingerprint(of subjectPublicKeyInfo: [UInt8]) -> String {
  HexText.text(Array(SHA256.hash(data: subjectPublicKeyInfo)))
}
