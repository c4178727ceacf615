import Crypto
import CryptoExtras
package import Cryptoki
package import X509

/// A private key that a token holds, and what the token shows of its public half.
package struct HeldKey: Sendable, Hashable {
  /// Good for as long as the session lives that found it.
  package let handle: ObjectHandle
  package let attributes: KeyAttributes
  /// The public keys that the token shows for it; usually one, perhaps none.
  package let publicKeys: [Certificate.PublicKey]
  /// Why what the token shows as its public key can't be read; nil when nothing is wrong.
  package let publicKeyFault: String?

  package init(
    handle: ObjectHandle, attributes: KeyAttributes, publicKeys: [Certificate.PublicKey],
    publicKeyFault: String?
  ) {
    self.handle = handle
    self.attributes = attributes
    self.publicKeys = publicKeys
    self.publicKeyFault = publicKeyFault
  }

  /// Type and size as far as the token tells them: `EC P-256`, `RSA 2048`, `EC`.
  package var typeName: String {
    if let publicKey = publicKeys.first, let name = publicKey.typeName { return name }
    return switch attributes.curve {
    case .p256: "EC P-256"
    case .p384: "EC P-384"
    case nil: attributes.keyType.description
    }
  }
}

extension Certificate.PublicKey {
  /// Type and size: `EC P-256`, `RSA 2048`; nil for types that no CA uses.
  package var typeName: String? {
    if P256.Signing.PublicKey(self) != nil { return "EC P-256" }
    if P384.Signing.PublicKey(self) != nil { return "EC P-384" }
    if P521.Signing.PublicKey(self) != nil { return "EC P-521" }
    return _RSA.Signing.PublicKey(self).map { "RSA \($0.keySizeInBits)" }
  }
}
