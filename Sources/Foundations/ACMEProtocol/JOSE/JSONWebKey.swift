internal import Crypto
internal import CryptoExtras

/// A client's public key, checked, in canonical form.
///
/// A value of this type is a proof: the key is of a kind that the CA takes, its size is in range and
/// its point lies on the curve. Two keys are equal when their canonical forms are.
///
/// - Note: RFC 7517, RFC 7518 §6, RFC 8037 §2, RFC 7638.
package struct JSONWebKey: Sendable {
  /// The kinds of key that may sign requests.
  package enum Kind: Sendable, Hashable {
    case p256
    case p384
    case rsa(sizeInBits: Int)
    case ed25519
  }

  enum Material: Sendable {
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case rsa(_RSA.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)
  }

  /// The required members only, ordered, without spaces (RFC 7638 §3): the form to store.
  package let canonicalJSON: [UInt8]

  /// SHA-256 over the canonical form (RFC 7638 §3): 32 bytes.
  package let thumbprint: [UInt8]

  let material: Material

  init(canonicalJSON: [UInt8], material: Material) {
    self.canonicalJSON = canonicalJSON
    self.thumbprint = Array(SHA256.hash(data: canonicalJSON))
    self.material = material
  }

  /// The thumbprint as key authorizations carry it (RFC 8555 §8.1): 43 characters.
  package var thumbprintText: String { Base64URL.encode(thumbprint) }

  package var kind: Kind {
    switch material {
    case .p256: .p256
    case .p384: .p384
    case .rsa(let key): .rsa(sizeInBits: key.keySizeInBits)
    case .ed25519: .ed25519
    }
  }

  /// The only algorithm that fits this key.
  package var algorithm: JWSAlgorithm {
    switch material {
    case .p256: .es256
    case .p384: .es384
    case .rsa: .rs256
    case .ed25519: .edDSA
    }
  }

  /// Whether `signature` over `message` was made with this key, by the algorithm that fits it.
  ///
  /// ECDSA signatures are raw, r and s at full width (RFC 7518 §3.4), never DER.
  package func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    switch material {
    case .p256(let key):
      guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else {
        return false
      }
      return key.isValidSignature(signature, for: message)
    case .p384(let key):
      guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: signature) else {
        return false
      }
      return key.isValidSignature(signature, for: message)
    case .rsa(let key):
      return key.isValidSignature(
        _RSA.Signing.RSASignature(rawRepresentation: signature), for: SHA256.hash(data: message),
        padding: .insecurePKCS1v1_5)
    case .ed25519(let key):
      return key.isValidSignature(signature, for: message)
    }
  }
}

extension JSONWebKey: Hashable {
  package static func == (left: Self, right: Self) -> Bool {
    left.canonicalJSON == right.canonicalJSON
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(thumbprint)
  }
}
