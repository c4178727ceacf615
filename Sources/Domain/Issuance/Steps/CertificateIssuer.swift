internal import CertificateFormats
package import IssuancePolicy
package import Signing

/// An issuing CA: its certificate, the key that signs for it, and the chain that its leaves need.
package struct CertificateIssuer: Sendable {
  /// The issuer's name in the configuration.
  package let name: String
  /// Name and key together: what is kept with reservations and certificates, so that bytes which
  /// were recorded for one key are never signed by another that was given its name.
  package let identity: String
  package let description: IssuerDescription
  package let signer: CertificateSigner

  package init(name: String, description: IssuerDescription, signer: any Signer) {
    self.name = name
    identity = "\(name)/\(HexText.text(description.keyIdentifier.bytes))"
    self.description = description
    self.signer = CertificateSigner(signer)
  }
}
