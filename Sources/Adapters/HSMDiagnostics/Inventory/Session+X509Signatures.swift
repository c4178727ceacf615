package import CertificateFormats
package import Cryptoki
import Signing

extension Session {
  /// Signs a message as X.509 has it, after digesting it here.
  ///
  /// - Returns: The content of the signature BIT STRING: an ECDSA-Sig-Value (RFC 5758 §3.2), or a
  ///   PKCS #1 v1.5 signature (RFC 8017 §8.2).
  package func signature(
    for message: [UInt8], with key: ObjectHandle, algorithm: SignatureAlgorithm
  ) throws(CryptokiError) -> [UInt8] {
    let mechanism: SigningMechanism =
      switch algorithm {
      case .ecdsaWithSHA256, .ecdsaWithSHA384: .ecdsa
      case .sha256WithRSAEncryption: .rsaPKCS
      }
    let raw = try signature(
      of: algorithm.tokenInput(for: message), with: key, mechanism: mechanism)
    guard let content = algorithm.content(ofRaw: raw) else {
      throw .nonsense(
        function: "C_Sign", reason: "\(raw.count) bytes are no r and s of this key's curve")
    }
    return content
  }
}
