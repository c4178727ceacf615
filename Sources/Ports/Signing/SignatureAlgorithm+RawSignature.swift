package import CertificateFormats
import Crypto

/// Between X.509 and the signatures of PKCS #11.
extension SignatureAlgorithm {
  /// What the token signs: the digest, for RSA within a DigestInfo (RFC 8017 §9.2, note 1).
  package func tokenInput(for message: [UInt8]) -> [UInt8] {
    switch self {
    case .ecdsaWithSHA256: Array(SHA256.hash(data: message))
    case .ecdsaWithSHA384: Array(SHA384.hash(data: message))
    case .sha256WithRSAEncryption: Self.sha256DigestInfo + SHA256.hash(data: message)
    }
  }

  /// The content of the BIT STRING; ECDSA tokens return r and s side by side, X.509 wants DER.
  ///
  /// - Returns: Nil for bytes that are no signature.
  package func content(ofRaw raw: [UInt8]) -> [UInt8]? {
    switch self {
    case .ecdsaWithSHA256:
      (try? P256.Signing.ECDSASignature(rawRepresentation: raw)).map {
        Array($0.derRepresentation)
      }
    case .ecdsaWithSHA384:
      (try? P384.Signing.ECDSASignature(rawRepresentation: raw)).map {
        Array($0.derRepresentation)
      }
    case .sha256WithRSAEncryption:
      raw
    }
  }

  /// The DigestInfo up to the digest (RFC 8017 §9.2, note 1).
  package static let sha256DigestInfo: [UInt8] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
  ]
}
