import CertificateFormats
import Crypto
import CryptoExtras
import Signing

/// What is signed again and again, and how a signature of it is verified.
package struct SignatureWork: Sendable {
  package let mechanism: BenchmarkMechanism
  /// The key's type in people's words, as `RSA-2048`.
  package let keyName: String
  /// What the token gets: a digest, for PKCS #1 v1.5 within a DigestInfo.
  package let input: [UInt8]
  /// What was digested.
  package let message: [UInt8]
  private let publicKey: PublicKey

  private enum PublicKey: Sendable {
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case rsa(_RSA.Signing.PublicKey)
  }

  /// Prepares work for a key.
  ///
  /// - Parameters:
  ///   - subjectPublicKeyInfo: The key's public half.
  ///   - mechanism: The usual one of the key's type when nil.
  package init(
    subjectPublicKeyInfo: [UInt8], mechanism wanted: BenchmarkMechanism?
  ) throws(BenchmarkError) {
    if let key = try? P256.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo) {
      (publicKey, keyName) = (.p256(key), "P-256")
    } else if let key = try? P384.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo) {
      (publicKey, keyName) = (.p384(key), "P-384")
    } else if let key = try? _RSA.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo) {
      (publicKey, keyName) = (.rsa(key), "RSA-\(key.keySizeInBits)")
    } else {
      throw .unsupportedKey(found: "neither P-256, P-384 nor RSA of at least 2048 bits")
    }
    var generator = SystemRandomNumberGenerator()
    message =
      Array("Chancery benchmark ".utf8)
      + (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let isRSA = if case .rsa = publicKey { true } else { false }
    mechanism = wanted ?? (isRSA ? .rsaPKCS : .ecdsa)
    guard isRSA == (mechanism != .ecdsa) else {
      throw .mechanismMismatch(mechanism: mechanism, key: keyName)
    }
    input =
      switch (mechanism, publicKey) {
      case (.ecdsa, .p384): Array(SHA384.hash(data: message))
      case (.ecdsa, _), (.rsaPSS, _): Array(SHA256.hash(data: message))
      case (.rsaPKCS, _): SignatureAlgorithm.sha256DigestInfo + SHA256.hash(data: message)
      }
  }

  /// Whether a signature that a token made is right.
  package func isValid(_ signature: [UInt8]) -> Bool {
    switch publicKey {
    case .p256(let key):
      guard let raw = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else {
        return false
      }
      return key.isValidSignature(raw, for: SHA256.hash(data: message))
    case .p384(let key):
      guard let raw = try? P384.Signing.ECDSASignature(rawRepresentation: signature) else {
        return false
      }
      return key.isValidSignature(raw, for: SHA384.hash(data: message))
    case .rsa(let key):
      return key.isValidSignature(
        _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: message),
        padding: mechanism == .rsaPSS ? .PSS : .insecurePKCS1v1_5)
    }
  }
}
