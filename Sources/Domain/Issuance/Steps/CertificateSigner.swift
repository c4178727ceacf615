internal import CertificateFormats
package import IssuancePolicy
package import Signing
internal import X509

/// The only hand that signs certificates: it takes nothing but what was linted.
package struct CertificateSigner: Sendable {
  private let signer: any Signer

  package init(_ signer: any Signer) {
    self.signer = signer
  }

  /// Signs exactly the linted bytes and puts the certificate together.
  ///
  /// - Returns: The DER of the certificate, whose signature verifies.
  package func certificate(of tbs: consuming LintedTBS) async throws(SigningError) -> [UInt8] {
    let bytes = tbs.derBytes
    let signature = try await signer.signature(for: bytes)
    guard
      signer.verifiesSignatures
        || signer.publicKey.isValidSignature(
          signature, for: bytes, signatureAlgorithm: signer.algorithm.x509)
    else { throw .malformedSignature(reason: "it does not verify under the issuer's key") }
    return SignedCertificate(tbs: bytes, algorithm: signer.algorithm, signature: signature).derBytes
  }

  /// Has the key sign a challenge, which is no certificate (see ``Signing/proveSigner(_:)``).
  package func prove() async throws(SigningError) {
    try await proveSigner(signer)
  }
}
