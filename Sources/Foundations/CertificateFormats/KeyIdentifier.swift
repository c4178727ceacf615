internal import Crypto
package import X509

/// The short name of a key, by which a certificate points to its issuer's.
///
/// It is the leftmost 160 bits of the SHA-256 of the subjectPublicKey's bits, which keeps SHA-1 out
/// and the length that all verifiers know.
///
/// - Note: RFC 7093 §2 (1); RFC 5280 §4.2.1.2.
package struct KeyIdentifier: Sendable, Hashable {
  package let bytes: [UInt8]

  package init(of key: Certificate.PublicKey) {
    bytes = Array(SHA256.hash(data: key.subjectPublicKeyInfoBytes).prefix(20))
  }

  /// An identifier that a certificate states, however it was made.
  package init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes)
  }

  package var subjectKeyIdentifier: SubjectKeyIdentifier {
    SubjectKeyIdentifier(keyIdentifier: bytes[...])
  }

  package var authorityKeyIdentifier: AuthorityKeyIdentifier {
    AuthorityKeyIdentifier(keyIdentifier: bytes[...])
  }
}
