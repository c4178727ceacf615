package import IssuancePolicy
package import Signing

/// An issuing CA: its certificate, the key that signs for it, and the chain that its leaves need.
package struct CertificateIssuer: Sendable {
  /// The issuer's name in the configuration.
  package let name: String
  package let description: IssuerDescription
  package let signer: any Signer

  package init(name: String, description: IssuerDescription, signer: any Signer) {
    self.name = name
    self.description = description
    self.signer = signer
  }
}
