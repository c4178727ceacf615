import CertificateFormats
import Cryptoki
package import Signing
package import X509

extension TokenPool {
  /// Finds a private key, and proves that it is the one of a certificate.
  ///
  /// The key is looked up this once, compared with the certificate's public key as far as the token
  /// shows it, and has to sign a challenge (law 9).
  ///
  /// - Parameters:
  ///   - key: How the key is named on the token.
  ///   - certificateKey: The public key of the issuer's certificate.
  /// - Throws: ``SigningError`` `.keyMissing`, `.keyAmbiguous`, `.wrongKeyType`, `.wrongKey`,
  ///   `.keyMayNotSign`, `.unsupportedKey` or `.proofFailed`, or what the token's calls throw.
  package func signer(
    forKey key: KeySelection, certificateKey: Certificate.PublicKey
  ) async throws(SigningError) -> HSMSigner {
    guard let algorithm = SignatureAlgorithm(of: certificateKey) else {
      throw .unsupportedKey(found: certificateKey.description)
    }
    let token = name
    let found = try await lanes.perform { session throws(SigningError) in
      try session.key(key, token: token)
    }
    try found.mustBelong(to: certificateKey, algorithm, selection: key)
    let signer = HSMSigner(
      publicKey: certificateKey, algorithm: algorithm, key: key, pool: self, handle: found.handle)
    try await proveSigner(signer)
    return signer
  }
}

extension TokenKey {
  /// Refuses what can be refused without signing.
  fileprivate func mustBelong(
    to publicKey: Certificate.PublicKey, _ algorithm: SignatureAlgorithm, selection: KeySelection
  ) throws(SigningError) {
    guard isOfType(algorithm) else {
      throw .wrongKeyType(
        key: selection.description, expected: algorithm.keyTypeName, found: typeName)
    }
    let expected = publicKey.subjectPublicKeyInfo
    if let other = publicKeys.first, !publicKeys.contains(expected) {
      throw .wrongKey(
        key: selection.description, expected: publicKey.fingerprint,
        found: fingerprint(of: other))
    }
    guard attributes.maySign != false else {
      throw .keyMayNotSign(key: selection.description)
    }
  }

  /// Some tokens don't tell the curve of a private key; the proof finds out then.
  private func isOfType(_ algorithm: SignatureAlgorithm) -> Bool {
    switch algorithm {
    case .ecdsaWithSHA256: attributes.keyType == .ec && (attributes.curve ?? .p256) == .p256
    case .ecdsaWithSHA384: attributes.keyType == .ec && (attributes.curve ?? .p384) == .p384
    case .sha256WithRSAEncryption: attributes.keyType == .rsa
    }
  }
}

extension SignatureAlgorithm {
  fileprivate var keyTypeName: String {
    switch self {
    case .ecdsaWithSHA256: "P-256"
    case .ecdsaWithSHA384: "P-384"
    case .sha256WithRSAEncryption: "RSA"
    }
  }
}
