package import CertificateFormats
import Crypto
import Cryptoki
package import Signing
package import X509

/// A signer whose private key never leaves its token.
///
/// Made by ``TokenPool/signer(forKey:certificateKey:)``, which proves it.
package struct HSMSigner: Signer {
  package let publicKey: Certificate.PublicKey
  package let algorithm: SignatureAlgorithm
  /// How the configuration names the key.
  package let key: KeySelection
  let pool: TokenPool
  let handle: ObjectHandle

  package func signature(for message: [UInt8]) async throws(SigningError) -> [UInt8] {
    let input = input(for: message)
    let mechanism: SigningMechanism =
      switch algorithm {
      case .ecdsaWithSHA256, .ecdsaWithSHA384: .ecdsa
      case .sha256WithRSAEncryption: .rsaPKCS
      }
    let handle = handle
    let raw = try await pool.lanes.perform { token throws(SigningError) in
      do throws(CryptokiError) {
        return try token.session.signature(of: input, with: handle, mechanism: mechanism)
      } catch {
        throw SigningError(error)
      }
    }
    return try content(ofRaw: raw)
  }

  /// What the token signs: the digest, for RSA within a DigestInfo (RFC 8017 §9.2, note 1).
  private func input(for message: [UInt8]) -> [UInt8] {
    switch algorithm {
    case .ecdsaWithSHA256: Array(SHA256.hash(data: message))
    case .ecdsaWithSHA384: Array(SHA384.hash(data: message))
    case .sha256WithRSAEncryption: Self.sha256DigestInfo + SHA256.hash(data: message)
    }
  }

  /// The content of the BIT STRING; ECDSA tokens return r and s side by side, X.509 wants DER.
  private func content(ofRaw raw: [UInt8]) throws(SigningError) -> [UInt8] {
    do {
      switch algorithm {
      case .ecdsaWithSHA256:
        return Array(
          try P256.Signing.ECDSASignature(rawRepresentation: raw).derRepresentation)
      case .ecdsaWithSHA384:
        return Array(
          try P384.Signing.ECDSASignature(rawRepresentation: raw).derRepresentation)
      case .sha256WithRSAEncryption:
        return raw
      }
    } catch {
      throw .malformedSignature(
        reason: "\(raw.count) bytes are no r and s of \(publicKey.description)")
    }
  }

  private static let sha256DigestInfo: [UInt8] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
  ]
}
