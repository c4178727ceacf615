import Crypto
import CryptoExtras
import SwiftASN1
import X509

/// The kinds of key that certificates can be asked for with.
enum CertificateKeyType: String, Sendable, CaseIterable {
  case p256
  case p384
  case rsa2048
  case rsa4096

  /// Reads a name, in the spelling of `chancery init` too.
  init?(_ name: String) {
    switch name {
    case "p256", "ecdsa-p256": self = .p256
    case "p384", "ecdsa-p384": self = .p384
    case "rsa2048", "rsa-2048": self = .rsa2048
    case "rsa4096", "rsa-4096": self = .rsa4096
    default: return nil
    }
  }

  /// Whether making a key takes longer than all else that a certificate needs.
  var isSlowToMake: Bool {
    switch self {
    case .p256, .p384: false
    case .rsa2048, .rsa4096: true
    }
  }

  /// A fresh key.
  func makeKey() throws -> Certificate.PrivateKey {
    switch self {
    case .p256: Certificate.PrivateKey(P256.Signing.PrivateKey())
    case .p384: Certificate.PrivateKey(P384.Signing.PrivateKey())
    case .rsa2048: Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits2048))
    case .rsa4096: Certificate.PrivateKey(try _RSA.Signing.PrivateKey(keySize: .bits4096))
    }
  }

  private var signatureAlgorithm: Certificate.SignatureAlgorithm {
    switch self {
    case .p256: .ecdsaWithSHA256
    case .p384: .ecdsaWithSHA384
    case .rsa2048, .rsa4096: .sha256WithRSAEncryption
    }
  }

  /// DER of a CSR that asks for these names, in the extension alone, as RFC 8555 §7.4 allows.
  func signingRequest(names: [String], key: Certificate.PrivateKey) throws -> [UInt8] {
    let request = try CertificateSigningRequest(
      version: .v1, subject: DistinguishedName(), privateKey: key,
      attributes: CertificateSigningRequest.Attributes([
        .init(
          ExtensionRequest(
            extensions: Certificate.Extensions {
              SubjectAlternativeNames(names.map { .dnsName($0) })
            }))
      ]), signatureAlgorithm: signatureAlgorithm)
    var serializer = DER.Serializer()
    try serializer.serialize(request)
    return serializer.serializedBytes
  }
}
