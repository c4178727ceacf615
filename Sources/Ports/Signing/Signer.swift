package import CertificateFormats
package import X509

/// A private key that signs, wherever it lives.
///
/// A signer has one key and one algorithm, fixed when it was made. Whoever makes a signer has proved
/// that its key belongs to ``publicKey`` (see ``proveSigner(_:)``); whoever uses one may rely on it.
package protocol Signer: Sendable {
  /// The public half, as the issuer's certificate has it.
  var publicKey: Certificate.PublicKey { get }

  /// The one algorithm by which the key signs.
  var algorithm: SignatureAlgorithm { get }

  /// Whether each signature has been verified under ``publicKey`` before it is handed out, so that
  /// nobody needs to verify it again.
  ///
  /// False unless a signer says otherwise: whoever puts signatures into certificates then verifies
  /// them himself.
  var verifiesSignatures: Bool { get }

  /// Signs a message, after digesting it as ``algorithm`` says.
  ///
  /// The call may wait for a device, but no longer than the signer's own deadline. A signature that
  /// comes late is thrown away; signing the same message again is always safe.
  ///
  /// - Parameter message: The bytes to sign, as the DER of a TBSCertificate.
  /// - Returns: The content of the signature BIT STRING: the DER of an ECDSA-Sig-Value
  ///   (RFC 5758 §3.2), or a PKCS #1 v1.5 signature as long as the modulus (RFC 8017 §8.2).
  /// - Throws: An error whose ``SigningError/mayRetry`` says whether another try may help.
  func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8]
}

extension Signer {
  package var verifiesSignatures: Bool { false }
}
