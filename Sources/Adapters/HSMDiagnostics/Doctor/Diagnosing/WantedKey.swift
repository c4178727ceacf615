package import X509

/// A private key that must be on the token.
package struct WantedKey: Sendable, Hashable {
  package let name: KeyName
  /// The certificate whose key it must be, if that is known.
  package let certificate: NamedCertificate?

  package init(_ name: KeyName, certificate: NamedCertificate? = nil) {
    self.name = name
    self.certificate = certificate
  }
}

/// A certificate and the file that it was read from.
package struct NamedCertificate: Sendable, Hashable {
  package let file: String
  package let certificate: Certificate

  package init(file: String, certificate: Certificate) {
    self.file = file
    self.certificate = certificate
  }
}
