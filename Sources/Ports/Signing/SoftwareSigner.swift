package import CertificateFormats
import Crypto
import CryptoExtras
import SwiftASN1
package import X509

/// A signer whose private key lies in this process's memory.
///
/// It is for trials, tests and `chancery dev`; a key that matters belongs in a token.
package struct SoftwareSigner: Signer {
  package let publicKey: Certificate.PublicKey
  package let algorithm: SignatureAlgorithm
  private let privateKey: Certificate.PrivateKey

  /// Wraps a private key.
  ///
  /// - Throws: ``SigningError/unsupportedKey(found:)`` for keys that a CA may not sign with.
  package init(_ privateKey: Certificate.PrivateKey) throws(SigningError) {
    guard let algorithm = SignatureAlgorithm(of: privateKey.publicKey) else {
      throw .unsupportedKey(found: privateKey.publicKey.description)
    }
    self.publicKey = privateKey.publicKey
    self.algorithm = algorithm
    self.privateKey = privateKey
  }

  /// Reads a private key from PEM: PKCS #8, SEC 1 or PKCS #1, not encrypted.
  ///
  /// - Throws: ``SigningError/unreadableKey(reason:)``, which never quotes the text.
  package init(pemRepresentation: String) throws(SigningError) {
    let privateKey: Certificate.PrivateKey
    do {
      privateKey = try Certificate.PrivateKey(pemEncoded: pemRepresentation)
    } catch {
      throw .unreadableKey(
        reason: "it is not an unencrypted PKCS #8, SEC 1 or PKCS #1 private key in PEM")
    }
    try self.init(privateKey)
  }

  /// Generates a private key.
  package init(generating type: SigningKeyType) throws(SigningError) {
    let privateKey: Certificate.PrivateKey
    do {
      privateKey =
        switch type {
        case .p256: Certificate.PrivateKey(P256.Signing.PrivateKey())
        case .p384: Certificate.PrivateKey(P384.Signing.PrivateKey())
        case .rsa2048: Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits2048))
        case .rsa3072: Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits3072))
        case .rsa4096: Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits4096))
        }
    } catch {
      throw .unreadableKey(reason: "a \(type.rawValue) key could not be generated")
    }
    try self.init(privateKey)
  }

  /// The private key as PKCS #8 PEM, to be written to a file of mode 0600 and nowhere else.
  package var pemRepresentation: String {
    get throws(SigningError) {
      do {
        return try privateKey.serializeAsPEM().pemString
      } catch {
        throw .unreadableKey(reason: "it has no PEM form")
      }
    }
  }

  package func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
    do {
      return try privateKey.sign(bytes: message, signatureAlgorithm: algorithm.x509)
        .rawRepresentation
    } catch {
      throw .malformedSignature(reason: "the software key failed to sign")
    }
  }
}
