import X509

/// A key that certificates are asked for with.
struct ApplicantKey: Sendable {
  let type: CertificateKeyType
  let key: Certificate.PrivateKey

  init(_ type: CertificateKeyType) throws {
    self.init(type: type, key: try type.makeKey())
  }

  init(type: CertificateKeyType, key: Certificate.PrivateKey) {
    self.type = type
    self.key = key
  }
}
