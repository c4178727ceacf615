package import CertificateFormats
import Crypto
package import Cryptoki

extension Session {
  /// Signs a message as X.509 has it, after digesting it here.
  ///
  /// - Returns: The content of the signature BIT STRING: an ECDSA-Sig-Value (RFC 5758 §3.2), or a
  ///   PKCS #1 v1.5 signature (RFC 8017 §8.2).
  package func signature(
    for message: [UInt8], with key: ObjectHandle, algorithm: SignatureAlgorithm
  ) throws(CryptokiError) -> [UInt8] {
    let raw: [UInt8]
    switch algorithm {
    case .ecdsaWithSHA256:
      raw = try signature(of: Array(SHA256.hash(data: message)), with: key, mechanism: .ecdsa)
    case .ecdsaWithSHA384:
      raw = try signature(of: Array(SHA384.hash(data: message)), with: key, mechanism: .ecdsa)
    case .sha256WithRSAEncryption:
      // A DigestInfo (RFC 8017 §9.2, note 1).
      let input = Self.sha256DigestInfo + SHA256.hash(data: message)
      return try signature(of: input, with: key, mechanism: .rsaPKCS)
    }
    do {
      // The token gives r and s side by side.
      return switch algorithm {
      case .ecdsaWithSHA384:
        Array(try P384.Signing.ECDSASignature(rawRepresentation: raw).derRepresentation)
      case .ecdsaWithSHA256, .sha256WithRSAEncryption:
        Array(try P256.Signing.ECDSASignature(rawRepresentation: raw).derRepresentation)
      }
    } catch {
      throw .nonsense(
        function: "C_Sign", reason: "\(raw.count) bytes are no r and s of this key's curve")
    }
  }

  private static let sha256DigestInfo: [UInt8] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
  ]
}
