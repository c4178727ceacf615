import CertificateFormats
internal import X509

/// Has a signer sign a random challenge and verifies the signature under its public key.
///
/// A stale key handle may name another key after a reconnect, so this is done at start and after
/// every one (law 9). The challenge starts with a fixed text that no DER structure starts with, so
/// that its signature is of no use for anything else.
///
/// - Throws: ``SigningError/proofFailed(expected:)`` when the signature does not verify, or what the
///   signer threw.
package func proveSigner(_ signer: some Signer) async throws(SigningError) {
  let challenge = proofChallenge()
  let signature = try await signer.signature(for: challenge)
  guard
    signer.publicKey.isValidSignature(
      signature, for: challenge, signatureAlgorithm: signer.algorithm.x509)
  else { throw .proofFailed(expected: signer.publicKey.fingerprint) }
}

/// A fresh challenge for a test signature.
package func proofChallenge() -> [UInt8] {
  var generator = SystemRandomNumberGenerator()
  return Array("Chancery proof of possession ".utf8)
    + (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
